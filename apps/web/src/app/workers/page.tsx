import { WorkersPage } from '../../workers/workers-page';

export default function Page() {
  return <WorkersPage />;
}

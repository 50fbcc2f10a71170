import { StudiesPage } from '../../studies/studies-page';

export default function Page() {
  return <StudiesPage />;
}

import { ModelsPage } from '../../models/models-page';

export default function Page() {
  return <ModelsPage />;
}

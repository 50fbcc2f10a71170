import { GeometryPage } from '../../geometry/geometry-page';

export default function Page() {
  return <GeometryPage />;
}

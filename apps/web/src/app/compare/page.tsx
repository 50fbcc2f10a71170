import { ComparePage } from '../../compare/compare-page';

export default function Page() {
  return <ComparePage />;
}

import { ModelPage } from '../../../models/model-page';

/** Exported once, for all of them: the address says which (lib/use-path-part.ts). */
export const generateStaticParams = () => [{ model: '_' }];

export default function Page() {
  return <ModelPage />;
}

import { TrialPage } from '../../../trial/trial-page';

/** Exported once, for all of them: the address says which (lib/use-path-part.ts). */
export const generateStaticParams = () => [{ trial: '_' }];

export default function Page() {
  return <TrialPage />;
}

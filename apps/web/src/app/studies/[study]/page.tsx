import { StudyPage } from '../../../study/study-page';

/** Exported once, for all of them: the address says which (lib/use-path-part.ts). */
export const generateStaticParams = () => [{ study: '_' }];

export default function Page() {
  return <StudyPage />;
}

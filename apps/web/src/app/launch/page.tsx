import { LaunchPage } from '../../launch/launch-page';

export default function Page() {
  return <LaunchPage />;
}

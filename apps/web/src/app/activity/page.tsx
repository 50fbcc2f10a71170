import { ActivityPage } from '../../activity/activity-page';

export default function Page() {
  return <ActivityPage />;
}

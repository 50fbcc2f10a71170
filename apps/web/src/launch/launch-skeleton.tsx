import { Loading, Skeleton } from '../ui/states';

/** The form while what it is made of is on its way. */
export function LaunchSkeleton() {
  return (
    <Loading what="the form">
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="flex flex-col gap-5">
          <Skeleton className="h-72" />
          <Skeleton className="h-60" />
          <Skeleton className="h-[40rem]" />
        </div>
        <Skeleton className="h-96" />
      </div>
    </Loading>
  );
}

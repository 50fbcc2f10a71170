import type { MaintenanceReport as Report } from '@tombola/shared';
import { formatBytes, formatCount, formatDuration } from '../lib/format';
import { ExportMenu } from '../ui/export-menu';
import { Ago } from '../ui/time';

const rows = [
  ['metricEvents', 'Live points'],
  ['events', 'Other events'],
  ['logs', 'Logs of attempts'],
  ['trials', 'Trials without a study'],
  ['levels', 'Their levels'],
  ['workers', 'Former workers'],
  ['sessions', 'Sessions whose time was over'],
  ['blobs', 'Stored files that nothing named'],
] as const satisfies readonly (readonly [keyof Report, string])[];

/** What the last run removed. */
export function MaintenanceReport({ report }: { readonly report: Report | null }) {
  if (report === null) {
    return (
      <div className="text-sm">
        <h3 className="font-medium">Last run</h3>
        <p className="text-soft">It has not run yet: the first comes five minutes after the start.</p>
      </div>
    );
  }
  const { at, seconds, bytes, problems } = report;
  return (
    <div className="flex flex-col gap-3 text-sm">
      <div className="flex items-center justify-between gap-2">
        <h3>
          <span className="font-medium">Last run</span>{' '}
          <span className="text-soft">
            <Ago moment={at} />, {formatDuration(seconds)}
          </span>
        </h3>
        <ExportMenu
          name="maintenance"
          table={{
            header: ['what', 'removed'],
            rows: () => [...rows.map(([key]) => [key, report[key]]), ['bytes', bytes]],
          }}
          json={() => report}
        />
      </div>
      <table aria-label="What the last run removed" className="data-table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col" className="number">
              Removed
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, label]) => (
            <tr key={key}>
              <td>{label}</td>
              <td className="number">
                {formatCount(report[key])}
                {key === 'blobs' && bytes > 0 && <span className="text-soft"> · {formatBytes(bytes)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {problems.length > 0 && (
        <div className="rounded-md bg-warn-soft px-3 py-2 text-warn">
          <p className="font-medium">What could not be done</p>
          <ul className="list-disc pl-5">
            {problems.map((problem) => (
              <li key={problem} className="[overflow-wrap:anywhere]">
                {problem}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

'use client';
import { formatBytes, formatCount, formatNumber, formatPercent } from '../../lib/format';
import { ExportMenu } from '../../ui/export-menu';
import { layerName } from '../levels';
import type { Verification, VerificationCheck } from './verification';

/** What verification looked at, and what it found: every check, with its numbers. */
export function VerificationReport({ name, report }: { readonly name: string; readonly report: Verification }) {
  const { checks, zeros } = report;
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">Verification</h3>
        <ExportMenu
          name={`${name}-verification`}
          table={{
            header: ['check', 'passed', 'found'],
            rows: () => checks.map((check) => [check.name, check.ok, check.detail]),
          }}
          json={() => report}
        />
      </div>
      <dl className="grid grid-cols-2 sm:grid-cols-[repeat(auto-fill,minmax(11rem,1fr))] gap-x-6 gap-y-2 text-sm">
        {numbersOf(report).map(([term, value]) => (
          <div key={term}>
            <dt className="text-xs text-soft">{term}</dt>
            <dd className="tabular-nums">{value}</dd>
          </div>
        ))}
      </dl>
      <div role="region" aria-label="Checks" tabIndex={0} className="overflow-x-auto">
        <table className="data-table" aria-label="Checks">
          <thead>
            <tr>
              <th scope="col">Check</th>
              <th scope="col">Result</th>
              <th scope="col">What is checked</th>
              <th scope="col">What was found</th>
            </tr>
          </thead>
          <tbody>
            {checks.map((check) => (
              <tr key={check.name}>
                <th scope="row" className="font-medium">
                  {check.name}
                </th>
                <td>
                  <Result ok={check.ok} />
                </td>
                <td className="min-w-48 text-soft">{check.meaning ?? '–'}</td>
                <td className="min-w-48">{check.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {zeros.length > 0 && (
        <div role="region" aria-label="Zeros of pruned weights" tabIndex={0} className="overflow-x-auto">
          <table className="data-table" aria-label="Zeros of pruned weights">
            <thead>
              <tr>
                <th scope="col">Layer</th>
                <th scope="col" className="number">
                  Pruned
                </th>
                <th scope="col" className="number">
                  Exactly +0
                </th>
                <th scope="col" className="number" title="kept weights that happen to be 0: no failure">
                  Kept, yet 0
                </th>
                <th scope="col">Result</th>
              </tr>
            </thead>
            <tbody>
              {zeros.map(({ parameter, pruned, zeros: count, keptZeros, ok }) => (
                <tr key={parameter}>
                  <th scope="row" className="font-normal">
                    {layerName(parameter)}
                  </th>
                  <td className="number">{formatCount(pruned)}</td>
                  <td className="number">{formatCount(count)}</td>
                  <td className="number">{formatCount(keptZeros)}</td>
                  <td>
                    <Result ok={ok} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function Result({ ok }: { readonly ok: VerificationCheck['ok'] }) {
  if (ok === undefined) return <span className="text-soft">not made</span>;
  return (
    <span className={ok ? 'font-medium whitespace-nowrap text-good' : 'font-medium whitespace-nowrap text-bad'}>
      <span aria-hidden="true">{ok ? '✓ ' : '✕ '}</span>
      {ok ? 'passed' : 'failed'}
    </span>
  );
}

function numbersOf(report: Verification): [string, string][] {
  const { maxAbsDifference, largestLogit, argmaxAgreement, accuracy, examples, provider, bytes } = report;
  const some = <T,>(term: string, value: T | undefined, format: (value: T) => string): [string, string][] =>
    value === undefined ? [] : [[term, format(value)]];
  return [
    ...some('Examples compared', examples, formatCount),
    ...some('Largest difference of a logit', maxAbsDifference, formatNumber),
    ...some('Largest logit', largestLogit, formatNumber),
    ...some('Same answer', argmaxAgreement, (share) => `${formatPercent(share)} %`),
    ...some('Accuracy of the file', accuracy, (share) => `${formatPercent(share)} %`),
    ...some('Run by onnxruntime on', provider, String),
    ...some('Size', bytes, formatBytes),
  ];
}

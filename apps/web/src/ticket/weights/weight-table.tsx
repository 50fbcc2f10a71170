'use client';
import { formatCount, formatNumber } from '../../lib/format';
import type { TableExport } from '../../ui/export-menu';
import { layerName } from '../levels';
import { populationNames, populations, type ParameterWeights } from './histogram-drawing';

/** The populations of all parameters in numbers, to take along. */
export const weightTable = (parameters: readonly ParameterWeights[]): TableExport => ({
  header: ['parameter', 'population', 'n', 'mean', 'std', 'notFinite', 'signsChanged'],
  rows: () =>
    parameters.flatMap((weights) =>
      populationNames.map((name) => {
        const found = populations[name].of(weights);
        const signs = name === 'final' ? weights.signsChanged : null;
        return [weights.parameter, populations[name].label, found?.n, found?.mean, found?.std, found?.notFinite, signs];
      }),
    ),
});

/** Means with n and the standard deviation of the weights around them. */
export function WeightTable({ parameters }: { readonly parameters: readonly ParameterWeights[] }) {
  const odd = parameters.some((weights) =>
    populationNames.some((name) => (populations[name].of(weights)?.notFinite ?? 0) > 0),
  );
  const heads = ['n', 'Mean', 'Std', ...(odd ? ['Not finite'] : [])];
  return (
    <div role="region" aria-label="Table of weights" tabIndex={0} className="overflow-x-auto">
      <table className="data-table" aria-label="Weights in numbers">
        <thead>
          <tr>
            <th scope="col">Layer</th>
            <th scope="col">Weights</th>
            {heads.map((head) => (
              <th
                key={head}
                scope="col"
                className="number"
                title={head === 'Std' ? 'sample standard deviation of the weights (n - 1)' : undefined}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parameters.flatMap((weights) =>
            populationNames.map((name, i) => {
              const found = populations[name].of(weights);
              return (
                <tr key={`${weights.parameter} ${name}`}>
                  {i === 0 && (
                    <th scope="rowgroup" rowSpan={populationNames.length} className="!align-top font-medium">
                      {layerName(weights.parameter)}
                    </th>
                  )}
                  <td>{populations[name].label}</td>
                  {found === null ? (
                    <td colSpan={heads.length} className="text-soft">
                      those of removed positions are not stored
                    </td>
                  ) : (
                    <>
                      <td className="number">{formatCount(found.n)}</td>
                      <td className="number">{number(found.mean)}</td>
                      <td className="number">{number(found.std)}</td>
                      {odd && <td className="number">{formatCount(found.notFinite)}</td>}
                    </>
                  )}
                </tr>
              );
            }),
          )}
        </tbody>
      </table>
    </div>
  );
}

const number = (value: number | null) => (value === null ? '–' : formatNumber(value));

'use client';
import type { StudyPage } from '@tombola/shared';
import { hasEnded } from '../../studies/states';
import { VerdictBadge } from '../../ui/badge';
import { ExportMenu } from '../../ui/export-menu';
import { Section } from '../../ui/section';
import { isDecidedAmongAll } from './among-all';
import { differenceUnit, formatDifference, formatP } from './format-claim';
import { IntervalPlot } from './interval-plot';
import { declared } from '../declared';
import { thresholdOf, type JudgedClaim, type Threshold } from './interval-plot-range';

const header = [
  'id',
  'sentence',
  'source',
  'verdict',
  'effect',
  'low',
  'high',
  'confidence',
  'n',
  'p',
  'adjusted p',
  'reason',
] as const;

/** What the literature says, and what this study says of it. For studies that test something. */
export function ClaimsSection({ page: { study, claims } }: { readonly page: StudyPage }) {
  return (
    <Section
      title="Claims"
      id="claims"
      actions={
        <ExportMenu
          name={`${study.id}-claims`}
          table={{ header, rows: () => claims.map(exportRow) }}
          json={() => claims}
        />
      }
    >
      <ul className="flex flex-col divide-y divide-rule">
        {claims.map((claim) => (
          <ClaimCard
            key={claim.id}
            claim={claim}
            threshold={thresholdOf(declared(study).claims, claim.id)}
            pending={claim.n === 0 && !hasEnded(study.state)}
          />
        ))}
      </ul>
    </Section>
  );
}

interface ClaimCardProps {
  readonly claim: JudgedClaim;
  readonly threshold: Threshold | undefined;
  /** Nothing is known of it yet. */
  readonly pending: boolean;
}

/** One claim: its sentence, the verdict, and everything that the verdict is made from. */
function ClaimCard({ claim, threshold, pending }: ClaimCardProps) {
  const { sentence, source, unit, effect, interval, confidence, n, pValue, adjustedPValue, verdict, reason } = claim;
  const show = (value: number) => formatDifference(value, unit);
  return (
    <li className="flex flex-col gap-2 py-4 first:pt-0 last:pb-0">
      <div className="flex items-start justify-between gap-3">
        <h3 className="text-sm font-medium">{sentence}</h3>
        {pending ? (
          <span className="text-xs whitespace-nowrap text-soft">not decided yet</span>
        ) : (
          <VerdictBadge verdict={verdict} />
        )}
      </div>
      {n > 0 && (
        <>
          <IntervalPlot claim={claim} {...(threshold && { threshold })} />
          <dl className="flex flex-wrap gap-x-4 gap-y-1 text-sm tabular-nums">
            <Fact name="effect" title="mean difference over seeds">
              {effect === null ? '–' : `${show(effect)}${differenceUnit(unit)}`}
            </Fact>
            <Fact
              name={`${Number((confidence * 100).toPrecision(4))} % interval`}
              title="t interval of the mean difference"
            >
              {interval === null ? '–' : `${show(interval[0])} to ${show(interval[1])}`}
            </Fact>
            <Fact name="n" title="seeds that are complete in both arms">
              {n}
            </Fact>
            <Fact name="p" title="two-sided, of a mean difference equal to the threshold">
              {formatP(pValue)}
            </Fact>
            <Fact name="adjusted p" title="by Holm's method over the claims of this study">
              {formatP(adjustedPValue)}
            </Fact>
          </dl>
        </>
      )}
      {n > 0 && verdict !== 'not decided' && !isDecidedAmongAll(claim) && (
        <p className="text-xs text-warn">
          Decided alone; not when all claims of this study are tested together (adjusted p {formatP(adjustedPValue)}).
        </p>
      )}
      <p className="text-xs text-soft">
        {!pending && `${reason} `}
        <cite className="not-italic">{source}.</cite>
      </p>
    </li>
  );
}

interface FactProps {
  readonly name: string;
  readonly title: string;
  readonly children: React.ReactNode;
}

function Fact({ name, title, children }: FactProps) {
  return (
    <div title={title}>
      <dt className="text-xs text-soft">{name}</dt>
      <dd className="font-medium whitespace-nowrap">{children}</dd>
    </div>
  );
}

function exportRow(claim: JudgedClaim) {
  const { id, sentence, source, verdict, effect, interval, confidence, n, pValue, adjustedPValue, reason } = claim;
  const [low, high] = interval ?? [null, null];
  return [id, sentence, source, verdict, effect, low, high, confidence, n, pValue, adjustedPValue, reason];
}

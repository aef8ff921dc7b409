import { DataTable } from './data-table.tsx';
import { fte } from './format.ts';
import { useWords } from './language.ts';

interface Finding {
  readonly code: 'PUPIL_SATISFACTION' | 'RANK' | 'SERIOUS_VIOLATION' | 'QUALITY_GAIN';
  /** Per cent, or a place, or 1 for yes and 0 for no; null: not told. */
  readonly found?: number | null | undefined;
  readonly limit: number;
  /** Of how many the place is. */
  readonly of?: number | null | undefined;
  readonly met: boolean;
}

/** Each limit of an assessment beside what was found. */
export function AssessmentFindings({ caption, findings }: { caption: string; findings: readonly Finding[] }) {
  const { t, language } = useWords();
  const amount = ({ code, of }: Finding, value: number): string => {
    if (code === 'PUPIL_SATISFACTION') return `${fte(value, language)}%`;
    if (code === 'RANK') return t('people.assessment.place', { place: value, of: of ?? '—' });
    return t(value === 1 ? 'yes' : 'no');
  };
  const asked = (finding: Finding): string =>
    finding.code === 'PUPIL_SATISFACTION'
      ? t('people.assessment.atLeast', { amount: amount(finding, finding.limit) })
      : finding.code === 'RANK'
        ? t('people.assessment.within', { place: finding.limit })
        : amount(finding, finding.limit);
  return (
    <DataTable
      caption={caption}
      rows={findings}
      rowKey={({ code }) => code}
      columns={[
        {
          key: 'limit',
          title: t('people.assessment.limit'),
          cell: ({ code }) => t(`people.assessment.code.${code}`),
        },
        { key: 'asked', title: t('people.assessment.asked'), cell: asked },
        {
          key: 'found',
          title: t('people.assessment.found'),
          cell: (finding) =>
            finding.found == null ? t('people.assessment.notTold') : amount(finding, finding.found),
        },
        {
          key: 'met',
          title: t('people.assessment.met'),
          cell: ({ met }) => (
            <span className={met ? 'good' : 'bad'}>
              {t(met ? 'people.assessment.isMet' : 'people.assessment.notMet')}
            </span>
          ),
        },
      ]}
    />
  );
}

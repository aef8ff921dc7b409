import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { EmptyState } from '../../ui/states.tsx';
import type { StageBalance } from './rows.ts';

interface Props {
  readonly stage: StageBalance;
  /** Opens a school's figures, by its section. */
  readonly onSchool: (section: string) => void;
}

type School = StageBalance['schools'][number];

/** How each school stands to the levels, the worst first. */
export function SchoolsTab({ stage, onSchool }: Props) {
  const { t, say, language } = useWords();
  if (stage.schools.length === 0)
    return <EmptyState title={t('indicators.noLevels')}>{t('indicators.noLevelsText')}</EmptyState>;
  const named = (codes: readonly string[]) =>
    stage.indicators
      .filter(({ code }) => codes.includes(code))
      .map(({ words }) => say(words))
      .join(t('comma'));
  const columns: readonly Column<School>[] = [
    {
      key: 'school',
      title: t('indicators.school'),
      cell: ({ section }) =>
        section ? (
          <button type="button" className="link" onClick={() => onSchool(section.id)}>
            {section.school.name}
          </button>
        ) : (
          t('unknown')
        ),
    },
    {
      key: 'pupils',
      title: t('indicators.pupils'),
      end: true,
      cell: ({ pupils }) => count(pupils, language),
    },
    {
      key: 'reached',
      title: t('indicators.reachedCount'),
      end: true,
      cell: ({ reached }) => t('indicators.ofAll', { reached: reached.length, of: stage.indicators.length }),
    },
    { key: 'missed', title: t('indicators.missedWhich'), cell: ({ missed }) => named(missed) || '—' },
    { key: 'unknown', title: t('indicators.unknownWhich'), cell: ({ unknown }) => named(unknown) || '—' },
    {
      key: 'passes',
      title: t('indicators.passes'),
      cell: ({ passes }) =>
        passes === null ? (
          t('indicators.pass.unknown')
        ) : (
          <span className={passes ? 'good' : 'short'}>
            {t(passes ? 'indicators.pass.yes' : 'indicators.pass.no')}
          </span>
        ),
    },
  ];
  return (
    <DataTable
      caption={t('indicators.schoolsTable')}
      columns={columns}
      rows={stage.schools}
      rowKey={({ section, pupils }) => section?.id ?? String(pupils)}
    />
  );
}

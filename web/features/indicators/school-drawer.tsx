import { Drawer } from 'antd';
import { InputsOfSectionDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count, fte, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { Reaches } from './arithmetic-drawer.tsx';
import type { By } from './by.ts';
import type { Indicator } from './rows.ts';
import { type SchoolValue, useArithmetic } from './use-arithmetic.ts';

interface Props {
  readonly by: By;
  /** Id of the section; undefined: closed. */
  readonly section: string | undefined;
  readonly indicators: readonly Indicator[];
  readonly onIndicator: (code: string) => void;
  readonly onClose: () => void;
}

/** One school by every indicator, each with its arithmetic, and the pupils it all rests on. */
export function SchoolDrawer({ by, section, indicators, onIndicator, onClose }: Props) {
  const { t } = useWords();
  const arithmetic = useArithmetic(by, section !== undefined);
  const rows = indicators.flatMap((indicator) => {
    const value = arithmetic.of(indicator.code).find((one) => one.section?.id === section);
    return value ? [{ indicator, value }] : [];
  });
  const name = rows[0]?.value.section?.school.name;
  return (
    <Drawer
      open={section !== undefined}
      onClose={onClose}
      title={name ? `${name} ${t(`stage.${by.stage}`)}` : t('indicators.school')}
      size={760}
      destroyOnHidden
    >
      {arithmetic.error ? (
        <Failure error={arithmetic.error} onRetry={arithmetic.again} />
      ) : arithmetic.known ? (
        <div className="stack">
          {rows.length === 0 ? (
            <EmptyState title={t('indicators.noFigures')}>{t('indicators.noFiguresText')}</EmptyState>
          ) : (
            <Figures rows={rows} onIndicator={onIndicator} />
          )}
          {section === undefined ? null : <Pupils section={section} />}
        </div>
      ) : (
        <Loading />
      )}
    </Drawer>
  );
}

interface Row {
  readonly indicator: Indicator;
  readonly value: SchoolValue;
}

function Figures({ rows, onIndicator }: { readonly rows: readonly Row[] } & Pick<Props, 'onIndicator'>) {
  const { t, say, language } = useWords();
  const columns: readonly Column<Row>[] = [
    {
      key: 'indicator',
      title: t('indicators.indicator'),
      cell: ({ indicator: { code, words } }) => (
        <button type="button" className="link" onClick={() => onIndicator(code)}>
          {say(words)}
        </button>
      ),
    },
    {
      key: 'how',
      title: t('indicators.how'),
      cell: ({ indicator: { unit, per }, value: { after, ...value } }) => {
        const figures = after ?? value;
        return t('indicators.valueIs', {
          amount: fte(figures.amount, language),
          unit,
          pupils: count(figures.pupils, language),
          per: per === 1 ? '' : t('indicators.times', { per }),
        });
      },
    },
    {
      key: 'value',
      title: t('indicators.value'),
      end: true,
      cell: ({ value: { value, after } }) => <strong>{fte(after?.value ?? value, language)}</strong>,
    },
    {
      key: 'level',
      title: t('indicators.asked'),
      end: true,
      cell: ({ indicator: { level } }) => (level === null ? '—' : `≥ ${fte(level, language)}`),
    },
    {
      key: 'reaches',
      title: t('indicators.reachesIt'),
      cell: ({ value }) => <Reaches is={(value.after ?? value).reaches} />,
    },
  ];
  return (
    <DataTable
      caption={t('indicators.how')}
      columns={columns}
      rows={rows}
      rowKey={({ indicator }) => indicator.code}
    />
  );
}

/** Pupils by grade in the newest school year on file: what every figure is divided by. */
function Pupils({ section }: { readonly section: string }) {
  const { t, language } = useWords();
  const { data } = useLiveQuery({ query: InputsOfSectionDocument, variables: { section } });
  const enrolments = data?.node?.__typename === 'Section' ? data.node.enrolments : [];
  const newest = Math.max(...enrolments.map((one) => one.schoolYear));
  const rows = enrolments.filter((one) => one.schoolYear === newest);
  if (rows.length === 0) return null;
  const title = t('indicators.pupilsOf', { year: schoolYear(newest) });
  const columns: readonly Column<(typeof rows)[number]>[] = [
    { key: 'grade', title: t('indicators.grade'), cell: ({ grade }) => grade },
    {
      key: 'classes',
      title: t('indicators.classes'),
      end: true,
      cell: ({ classes }) => count(classes, language),
    },
    {
      key: 'pupils',
      title: t('indicators.pupils'),
      end: true,
      cell: ({ pupils }) => count(pupils, language),
    },
  ];
  return (
    <section className="stack">
      <h2 className="sub">{title}</h2>
      <DataTable caption={title} columns={columns} rows={rows} rowKey={({ grade }) => String(grade)} />
    </section>
  );
}

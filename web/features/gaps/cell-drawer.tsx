import { Alert, Drawer } from 'antd';
import { GapArithmeticDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { Facts } from '../../ui/figures.tsx';
import { fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import type { Beside } from './beside.ts';
import type { Cell } from './matrix.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly cell: Cell | undefined;
  readonly beside: Beside;
  readonly onClose: () => void;
}

/** The figures behind one cell, and how they came about. */
export function CellDrawer({ county, cell, beside, onClose }: Props) {
  const { t, say } = useWords();
  const title = cell
    ? `${cell.section.school.name} · ${t(`stage.${cell.section.stage}`)} · ${say(cell.subject.words)}`
    : '';
  return (
    <Drawer open={cell !== undefined} onClose={onClose} title={title} size={420} destroyOnHidden>
      {cell ? <CellFigures county={county} cell={cell} beside={beside} /> : null}
    </Drawer>
  );
}

interface FiguresProps extends Pick<Props, 'county' | 'beside'> {
  readonly cell: Cell;
}

function CellFigures({ county, cell, beside }: FiguresProps) {
  const { t, say, language } = useWords();
  const posts = (amount: number) => `${fte(amount, language)} ${t('gaps.people')}`;
  const held = beside.posts.get(cell.section.id);
  const unfilled = beside.unfilled.find(
    ({ section, subject }) => section.id === cell.section.id && subject?.code === cell.subject.code,
  );
  return (
    <div className="stack">
      {cell.critical ? (
        <Alert type="error" showIcon title={t('gaps.critical')} description={t('gaps.criticalText')} />
      ) : null}
      <Facts
        facts={[
          { label: t('gaps.place'), value: t(`place.${cell.section.school.place}`) },
          { label: t('gaps.need'), value: posts(cell.need) },
          { label: t('gaps.supply'), value: posts(cell.supply) },
          ...(cell.lent === 0 ? [] : [{ label: t('gaps.lent'), value: posts(cell.lent) }]),
          cell.gap > 0
            ? { label: t('gaps.gap'), value: <strong className="short">{posts(cell.gap)}</strong> }
            : { label: t('gaps.surplus'), value: <strong className="over">{posts(cell.surplus)}</strong> },
          { label: t('gaps.openings'), value: cell.openings },
          { label: t('gaps.requested'), value: cell.requested },
          ...(held ? [{ label: t('gaps.establishment'), value: t('gaps.postsText', figuresOf(held)) }] : []),
        ]}
      />
      {held?.structuralShortage ? <Alert type="warning" showIcon title={t('gaps.structural')} /> : null}
      {unfilled ? (
        <Alert
          type="warning"
          showIcon
          title={t('gaps.toRecruit', { count: unfilled.left, plan: beside.plan?.name })}
          description={say(unfilled.words)}
        />
      ) : null}
      <section className="stack">
        <h2 className="sub">{t('gaps.how')}</h2>
        <Arithmetic county={county} cell={cell} />
        <p className="quiet small">{t('gaps.howText')}</p>
      </section>
    </div>
  );
}

/** How this cell is reckoned, line by line, as the API tells it. */
function Arithmetic({ county, cell }: Omit<FiguresProps, 'beside'>) {
  const { say } = useWords();
  const { section, subject } = cell;
  const { data, error, fetching, again } = useLiveQuery({
    query: GapArithmeticDocument,
    variables: { county, school: section.school.id, stage: section.stage, subject: subject.code },
  });
  const [reckoned] = data?.county?.gaps.nodes ?? [];
  if (error) return <Failure error={error} onRetry={again} />;
  if (reckoned === undefined) return fetching ? <Loading /> : null;
  return (
    <ul className="plain-list">
      {reckoned.arithmetic.map((line) => (
        <li key={line.en}>{say(line)}</li>
      ))}
    </ul>
  );
}

/** Posts of a section in figures; what is not on file is a dash. */
const figuresOf = ({
  due,
  onFile,
  registered,
  serving,
}: NonNullable<ReturnType<Beside['posts']['get']>>) => ({
  due: due ?? '—',
  onFile: onFile ?? '—',
  registered,
  serving,
});

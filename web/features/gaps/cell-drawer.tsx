import { Alert, Drawer } from 'antd';
import { Facts } from '../../ui/figures.tsx';
import { fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { Cell } from './matrix.ts';

interface Props {
  readonly cell: Cell | undefined;
  readonly onClose: () => void;
}

/** The figures behind one cell, and how they came about. */
export function CellDrawer({ cell, onClose }: Props) {
  const { t, say } = useWords();
  const title = cell
    ? `${cell.section.school.name} · ${t(`stage.${cell.section.stage}`)} · ${say(cell.subject.words)}`
    : '';
  return (
    <Drawer open={cell !== undefined} onClose={onClose} title={title} size={420} destroyOnHidden>
      {cell ? <CellFigures cell={cell} /> : null}
    </Drawer>
  );
}

function CellFigures({ cell }: { readonly cell: Cell }) {
  const { t, language } = useWords();
  const posts = (amount: number) => `${fte(amount, language)} ${t('gaps.people')}`;
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
        ]}
      />
      <section className="stack">
        <h2 className="sub">{t('gaps.how')}</h2>
        <p className="quiet">{t('gaps.howText')}</p>
      </section>
    </div>
  );
}

import { useId } from 'react';
import { DataTable } from '../../ui/data-table.tsx';
import { fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { Asking } from './requests-page.tsx';

type Section = Asking['sections'][number];

/** A subject of a section, with what demand shows there. */
export interface Wanted {
  readonly section: Section;
  readonly cell: Section['gaps'][number];
}

interface Props {
  readonly school: Asking;
  readonly chosen: Wanted | undefined;
  readonly onChoose: (wanted: Wanted) => void;
}

/** Every subject that takes specialists, what lacks most first: the evidence that goes along is seen before one chooses. */
export function PostChoice({ school, chosen, onChoose }: Props) {
  const { t, say, language } = useWords();
  const name = useId();
  const amount = (value: number) => (value === 0 ? '' : fte(value, language));
  const rows = school.sections
    .flatMap((section) =>
      section.gaps.filter(({ specialist }) => specialist).map((cell): Wanted => ({ section, cell })),
    )
    .toSorted((a, b) => Number(b.cell.critical) - Number(a.cell.critical) || b.cell.gap - a.cell.gap);
  const isChosen = ({ section, cell }: Wanted) =>
    chosen?.section.id === section.id && chosen.cell.subject.code === cell.subject.code;
  return (
    <>
      <p className="quiet small">{t('schoolRequests.whichText')}</p>
      <DataTable
        caption={t('schoolRequests.evidence')}
        rows={rows}
        rowKey={({ section, cell }) => `${section.id} ${cell.subject.code}`}
        columns={[
          {
            key: 'subject',
            title: t('schoolRequests.subject'),
            cell: (row) => (
              <label className="row">
                <input type="radio" name={name} checked={isChosen(row)} onChange={() => onChoose(row)} />
                <span>
                  {say(row.cell.subject.words)}{' '}
                  <span className="stage">{t(`stage.${row.section.stage}`)}</span>
                </span>
                {row.cell.critical ? <span className="badge bad">{t('schoolRequests.critical')}</span> : null}
              </label>
            ),
          },
          {
            key: 'need',
            title: t('schoolRequests.need'),
            end: true,
            cell: ({ cell }) => fte(cell.need, language),
          },
          {
            key: 'supply',
            title: t('schoolRequests.supply'),
            end: true,
            cell: ({ cell }) => fte(cell.supply, language),
          },
          {
            key: 'gap',
            title: t('schoolRequests.gap'),
            end: true,
            cell: ({ cell }) => <span className="short">{amount(cell.gap)}</span>,
          },
          {
            key: 'openings',
            title: t('schoolRequests.openings'),
            end: true,
            cell: ({ cell }) => amount(cell.openings),
          },
        ]}
      />
    </>
  );
}

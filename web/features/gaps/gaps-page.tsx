import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useEffect, useMemo } from 'react';
import { GapsDocument, type GapsQuery, SubjectOrderDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { Figures } from '../../ui/figures.tsx';
import { count, fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { PrintButton } from '../../ui/print-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { useBeside } from './beside.ts';
import { CellDrawer } from './cell-drawer.tsx';
import { cellKey, GapTable } from './gap-table.tsx';
import { type Matrix, matrixOf, type Place, type Stage } from './matrix.ts';
import { Recruitment } from './recruitment.tsx';
import type { GapsView } from './view.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  /** Whether the reader sees the whole county, and not one school. */
  readonly whole: boolean;
  readonly mayEdit: boolean;
  readonly view: GapsView;
  readonly onView: (patch: GapsView) => void;
}

export function GapsPage({ county, whole, mayEdit, view, onView }: Props) {
  const { t } = useWords();
  const {
    rows: cells,
    total,
    fetching,
    error,
    more,
    again,
  } = usePages(GapsDocument, { county, first: 200 }, cellsIn);
  // A matrix is read whole: the next page follows by itself.
  useEffect(() => {
    if (!fetching && !error) more?.();
  }, [fetching, error, more]);
  const known = useLiveQuery({ query: SubjectOrderDocument, variables: { county } });
  const [standard] = known.data?.county?.curricula ?? [];
  const { beside, ...besideRead } = useBeside(county, whole);
  const { stage, place, short } = view;
  const matrix = useMemo(
    () =>
      matrixOf(
        cells,
        { stage, place, short },
        standard?.subjects.map(({ code }) => code),
      ),
    [cells, stage, place, short, standard],
  );
  const filtered = stage !== undefined || place !== undefined || short !== undefined;
  const reading = cells.length < total || (fetching && cells.length === 0);
  return (
    <Page
      title={t('gaps.title')}
      lead={whole ? t('gaps.lead') : t('gaps.leadSchool')}
      actions={
        cells.length > 0 ? (
          <>
            <PrintButton />
            {mayEdit ? (
              <Link to="/rounds" className="button-link">
                {t('gaps.goRound')}
              </Link>
            ) : null}
          </>
        ) : null
      }
    >
      {error ? <Failure error={error} onRetry={again} /> : null}
      {reading && !error ? (
        <Loading />
      ) : cells.length === 0 && !error ? (
        <NothingYet mayEdit={mayEdit} />
      ) : (
        <>
          <Totals {...matrix.totals} />
          {whole ? <Filters view={view} onView={onView} /> : null}
          {matrix.rows.length === 0 && !error ? (
            <EmptyState
              title={t('gaps.none')}
              action={
                filtered ? (
                  <Button onClick={() => onView({ stage: undefined, place: undefined, short: undefined })}>
                    {t('gaps.clear')}
                  </Button>
                ) : undefined
              }
            >
              {t('gaps.noneText')}
            </EmptyState>
          ) : (
            <>
              <GapTable
                matrix={matrix}
                posts={beside.posts}
                chosen={view.cell}
                onChoose={(cell) => onView({ cell })}
              />
              <p className="quiet small">{t('gaps.legend')}</p>
              {besideRead.error ? (
                <Failure error={besideRead.error} onRetry={besideRead.again} />
              ) : whole ? (
                <Recruitment beside={beside} />
              ) : null}
            </>
          )}
        </>
      )}
      <CellDrawer
        county={county}
        cell={cells.find((cell) => cellKey(cell) === view.cell)}
        beside={beside}
        onClose={() => onView({ cell: undefined })}
      />
    </Page>
  );
}

const cellsIn = ({ county }: GapsQuery) => county?.gaps;

function NothingYet({ mayEdit }: { readonly mayEdit: boolean }) {
  const { t } = useWords();
  return mayEdit ? (
    <EmptyState
      title={t('gaps.empty')}
      action={
        <Link to="/import" className="button-link primary">
          {t('gaps.goImport')}
        </Link>
      }
    >
      {t('gaps.emptyText')}
    </EmptyState>
  ) : (
    <EmptyState title={t('gaps.empty')}>{t('gaps.emptySchool')}</EmptyState>
  );
}

function Totals({ need, supply, lent, gap, surplus, openings, critical }: Matrix['totals']) {
  const { t, language } = useWords();
  return (
    <Figures
      figures={[
        { label: t('gaps.need'), value: fte(need, language), unit: t('gaps.people') },
        { label: t('gaps.supply'), value: fte(supply, language), unit: t('gaps.people') },
        { label: t('gaps.lent'), value: fte(lent, language), unit: t('gaps.people') },
        { label: t('gaps.gap'), value: fte(gap, language), unit: t('gaps.people'), tone: 'bad' },
        { label: t('gaps.surplus'), value: fte(surplus, language), unit: t('gaps.people') },
        { label: t('gaps.openings'), value: count(openings, language), unit: t('gaps.posts') },
        {
          label: t('gaps.critical'),
          value: count(critical, language),
          unit: t('gaps.places'),
          tone: critical > 0 ? 'bad' : undefined,
        },
      ]}
    />
  );
}

const stages: readonly Stage[] = ['PRIMARY', 'JUNIOR'];
const places: readonly Place[] = ['URBAN', 'COUNTY_TOWN', 'TOWNSHIP_CENTRE', 'VILLAGE', 'TEACHING_POINT'];

function Filters({ view, onView }: Pick<Props, 'view' | 'onView'>) {
  const { t } = useWords();
  return (
    <div className="row-end">
      <SelectField
        label={t('gaps.stage')}
        none={t('all')}
        value={view.stage}
        choices={stages.map((value) => ({ value, label: t(`stage.${value}`) }))}
        onChange={(stage) => onView({ stage })}
      />
      <SelectField
        label={t('gaps.place')}
        none={t('all')}
        value={view.place}
        choices={places.map((value) => ({ value, label: t(`place.${value}`) }))}
        onChange={(place) => onView({ place })}
      />
      <Checkbox
        checked={view.short ?? false}
        onChange={({ target }) => onView({ short: target.checked || undefined })}
      >
        {t('gaps.onlyGaps')}
      </Checkbox>
    </div>
  );
}

import { Checkbox } from 'antd';
import { useCallback } from 'react';
import {
  type LetterRowFragment,
  LettersDocument,
  type LettersQuery,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { filterOf, type LettersView, letterKinds, type OnView } from './view.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly planId: string | undefined;
  readonly view: LettersView;
  readonly onView: OnView;
}

/** Every paper issued, by number, void ones too: no number is missing. */
export function LetterList({ county, planId, view, onView }: Props) {
  const { t, language } = useWords();
  const dated = view.sort?.replace(/^-/, '') === 'DATED';
  const { rows, total, fetching, error, more, again, failure } = usePages(
    LettersDocument,
    {
      county,
      first: 100,
      filter: filterOf(view, planId),
      orderBy: dated ? 'DATED' : 'NUMBER',
      descending: view.sort?.startsWith('-') ?? false,
    },
    lettersIn,
  );
  const search = useCallback((q: string | undefined) => onView({ q }), [onView]);
  const columns: readonly Column<LetterRowFragment>[] = [
    {
      key: 'NUMBER',
      title: t('letters.reference'),
      sorts: true,
      cell: ({ id, reference }) => (
        <button type="button" className="link nowrap" onClick={() => onView({ letter: id })}>
          {reference}
        </button>
      ),
    },
    { key: 'kind', title: t('letters.kindLabel'), cell: ({ kind }) => t(`letters.kind.${kind}`) },
    {
      key: 'teacher',
      title: t('letters.teacher'),
      cell: ({ teacher, recruit }) =>
        teacher || recruit ? (
          <span className="nowrap">
            {(teacher ?? recruit)?.name}{' '}
            <span className="quiet small">{teacher?.staffNumber ?? recruit?.number}</span>
          </span>
        ) : (
          '—'
        ),
    },
    {
      key: 'way',
      title: t('letters.way'),
      cell: ({ fromSchool, toSchool }) => (toSchool ? `${fromSchool?.name ?? '—'} → ${toSchool.name}` : '—'),
    },
    { key: 'DATED', title: t('letters.datedOn'), sorts: true, cell: ({ datedOn }) => day(datedOn, language) },
    {
      key: 'standing',
      title: t('letters.standingLabel'),
      cell: ({ standing, replacedBy }) => (
        <>
          <span className={standing === 'VOID' ? 'bad' : undefined}>{t(`letters.standing.${standing}`)}</span>
          {replacedBy ? (
            <span className="quiet small">
              {' '}
              {t('letters.replacedBy', { reference: replacedBy.reference })}
            </span>
          ) : null}
        </>
      ),
    },
    {
      key: 'files',
      title: t('letters.files'),
      cell: ({ docxPath, pdfPath, xlsxPath, reference }) => (
        <span className="pin-buttons no-print">
          {[pdfPath, docxPath, xlsxPath].map((path) => {
            const format = endings.find((one) => path?.endsWith(one));
            return path && format ? (
              <DownloadButton
                key={path}
                path={path}
                small
                label={t('letters.fileOf', { reference, format: t(`letters.file.${format}`) })}
              >
                {t(`letters.file.${format}`)}
              </DownloadButton>
            ) : null;
          })}
        </span>
      ),
    },
  ];
  return (
    <div className="stack">
      <div className="row-end no-print">
        <SearchField label={t('letters.find')} value={view.q} onSearch={search} />
        <SelectField
          label={t('letters.kindLabel')}
          none={t('all')}
          value={view.kind}
          choices={letterKinds.map((value) => ({ value, label: t(`letters.kind.${value}`) }))}
          onChange={(kind) => onView({ kind })}
        />
        <Checkbox
          checked={view.void ?? false}
          onChange={({ target }) => onView({ void: target.checked || undefined })}
        >
          {t('letters.onlyVoid')}
        </Checkbox>
        <Checkbox
          checked={view.every ?? false}
          onChange={({ target }) => onView({ every: target.checked || undefined })}
        >
          {t('letters.every')}
        </Checkbox>
      </div>
      {error && rows.length === 0 ? <Failure error={error} onRetry={again} /> : null}
      {rows.length > 0 ? (
        <>
          <DataTable
            caption={t('letters.tab.list')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            sort={view.sort}
            onSort={(sort) => onView({ sort })}
            selected={view.letter}
          />
          <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
        </>
      ) : fetching ? (
        <Loading />
      ) : error ? null : (
        <EmptyState title={t(view.q ? 'letters.nothingFits' : 'letters.empty')}>
          {t(view.q ? 'letters.nothingFitsText' : 'letters.emptyText')}
        </EmptyState>
      )}
    </div>
  );
}

const endings = ['pdf', 'docx', 'xlsx'] as const;

const lettersIn = ({ county }: LettersQuery) => county?.letters;

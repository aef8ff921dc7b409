import { Link } from '@tanstack/react-router';
import { Alert, Button, Steps } from 'antd';
import { type ReactNode, useId, useState } from 'react';
import { useMutation } from 'urql';
import {
  ImportsDocument,
  ImportWorkbookDocument,
  type ImportWorkbookMutation,
  type ReportFragment,
  UndoImportDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { whyNot } from '../../ui/act.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { AnnotatedButton } from './annotated-button.tsx';
import { Changes } from './changes.tsx';
import { Columns } from './columns.tsx';
import { Faults } from './faults.tsx';
import { FileField } from './file-field.tsx';
import { History } from './history.tsx';
import { SheetCounts } from './sheet-counts.tsx';
import { summed } from './summed.ts';

interface Props {
  readonly county: { readonly id: string; readonly code: string };
}

/** Where one stands with the file chosen. */
type State =
  | { readonly at: 'choose'; readonly why?: string }
  | { readonly at: 'preview' | 'done'; readonly report: ReportFragment; readonly why?: string }
  | { readonly at: 'undone' };

export function ImportPage({ county }: Props) {
  const { t } = useWords();
  const [file, setFile] = useState<File>();
  const [mapping, setMapping] = useState<string>();
  const [state, setState] = useState<State>({ at: 'choose' });
  const [{ fetching }, importWorkbook] = useMutation(ImportWorkbookDocument);
  const known = useLiveQuery({ query: ImportsDocument, variables: { county: county.code } });
  const mappings = known.data?.county?.columnMappings ?? [];

  const choose = (chosen: File | undefined) => {
    setFile(chosen);
    setState({ at: 'choose' });
  };
  const send = async (dryRun: boolean, by = mapping) => {
    if (!file) return;
    const answer = await importWorkbook({
      countyId: county.id,
      file,
      dryRun,
      ...(by ? { mapping: by } : {}),
    });
    const report = reportIn(answer.data);
    const why = whyNot(answer, { network: t('import.tooBig'), unknown: t('failure.unknown') });
    if (report) setState({ at: why === undefined && !dryRun ? 'done' : 'preview', report });
    else setState((before) => ({ ...before, ...(why === undefined ? {} : { why }) }));
  };
  const step = { choose: 0, preview: 1, done: 2, undone: 2 }[state.at];

  return (
    <Page
      title={t('import.title')}
      lead={t('import.lead')}
      actions={
        <>
          <DownloadButton path={`/registry.xlsx?county=${encodeURIComponent(county.code)}`}>
            {t('import.registry')}
          </DownloadButton>
          <DownloadButton path={`/template.xlsx?county=${encodeURIComponent(county.code)}`}>
            {t('import.template')}
          </DownloadButton>
        </>
      }
    >
      <Steps
        size="small"
        current={step}
        items={[
          { title: t('import.step.choose') },
          { title: t('import.step.preview') },
          { title: t('import.step.done') },
        ]}
      />
      <div className="panel">
        <FileField file={file} disabled={fetching} onFile={choose} />
        <div className="row-end">
          {mappings.length > 0 ? (
            <SelectField
              label={t('import.mapping')}
              none={t('import.mappingNone')}
              value={mapping}
              choices={mappings.map(({ name }) => ({ value: name, label: name }))}
              onChange={setMapping}
            />
          ) : null}
          <Button
            type={state.at === 'choose' ? 'primary' : 'default'}
            disabled={!file}
            loading={fetching && state.at === 'choose'}
            onClick={() => void send(true)}
          >
            {t('import.preview')}
          </Button>
        </div>
      </div>
      {'why' in state && state.why !== undefined ? <Alert type="error" showIcon title={state.why} /> : null}
      {state.at === 'preview' ? (
        <Preview
          report={state.report}
          committing={fetching}
          onCommit={() => void send(false)}
          annotated={file ? <AnnotatedButton countyId={county.id} file={file} mapping={mapping} /> : null}
          columns={
            <Columns
              key={`${file?.name ?? ''} ${mapping ?? ''}`}
              county={county}
              columns={state.report.columns}
              name={mapping ?? (file?.name ?? '').replace(/\.\w+$/, '')}
              onSaved={(name) => {
                setMapping(name);
                known.again();
                void send(true, name);
              }}
            />
          }
        />
      ) : null}
      {state.at === 'done' ? (
        <Done
          report={state.report}
          onUndone={() => setState({ at: 'undone' })}
          onAnother={() => choose(undefined)}
        />
      ) : null}
      {state.at === 'undone' ? <Alert type="success" showIcon title={t('import.undone')} /> : null}
      {known.error ? <Failure error={known.error} onRetry={known.again} /> : null}
      {known.data ? (
        <History imports={known.data.county?.imports.nodes ?? []} />
      ) : known.fetching ? (
        <Loading />
      ) : null}
    </Page>
  );
}

/** A dry run tells its faults in the report; an import refused carries the same report with it. */
function reportIn(data: ImportWorkbookMutation | undefined): ReportFragment | undefined {
  const result = data?.importWorkbook;
  if (!result) return undefined;
  if (result.__typename === 'ImportReport') return result;
  return result.__typename === 'ImportRefused' ? result.report : undefined;
}

interface PreviewProps {
  readonly report: ReportFragment;
  readonly committing: boolean;
  readonly onCommit: () => void;
  /** The way to the file with its faults. */
  readonly annotated: ReactNode;
  /** What its columns are read as. */
  readonly columns: ReactNode;
}

function Preview({ report, committing, onCommit, annotated, columns }: PreviewProps) {
  const { t } = useWords();
  const { added, changed } = summed(report.sheets);
  const refused = report.faultCount > 0;
  const nothing = added === 0 && changed === 0;
  return (
    <section className="stack" aria-label={t('import.step.preview')}>
      {refused ? (
        <Alert type="error" showIcon title={t('import.faulty', { count: report.faultCount })} />
      ) : nothing ? (
        <Alert type="info" showIcon title={t('import.nothing')} />
      ) : (
        <Alert
          type="success"
          showIcon
          title={t('import.ready', { added, changed })}
          action={
            <Button type="primary" loading={committing} onClick={onCommit}>
              {t('import.commit')}
            </Button>
          }
        />
      )}
      {refused ? (
        <>
          {annotated}
          <Faults title={t('import.faults')} faults={report.faults} count={report.faultCount} />
        </>
      ) : null}
      {columns}
      <SheetCounts sheets={report.sheets} />
      {report.notes.length > 0 ? (
        <Faults title={t('import.notes')} faults={report.notes} count={report.notes.length} />
      ) : null}
      {report.changes.length > 0 ? <Changes changes={report.changes} /> : null}
    </section>
  );
}

interface DoneProps {
  readonly report: ReportFragment;
  readonly onUndone: () => void;
  readonly onAnother: () => void;
}

function Done({ report, onUndone, onAnother }: DoneProps) {
  const { t } = useWords();
  const id = useId();
  const { added, changed } = summed(report.sheets);
  const [why, setWhy] = useState<string>();
  const [{ fetching }, undo] = useMutation(UndoImportDocument);
  const takeBack = async () => {
    if (!report.import) return;
    const found = whyNot(await undo({ importId: report.import.id }), {
      network: t('failure.network'),
      unknown: t('failure.unknown'),
    });
    setWhy(found);
    if (found === undefined) onUndone();
  };
  return (
    <section className="stack" aria-labelledby={id}>
      <Alert type="success" showIcon title={<span id={id}>{t('import.done', { added, changed })}</span>} />
      {why === undefined ? null : <Alert type="error" showIcon title={why} />}
      <div className="row">
        <Link to="/gaps" className="button-link primary">
          {t('import.seeGaps')}
        </Link>
        <Button onClick={onAnother}>{t('import.another')}</Button>
        {report.import ? (
          <AskFirst title={t('import.undo')} description={t('import.undoSure')} onConfirm={takeBack}>
            <Button danger loading={fetching}>
              {t('import.undo')}
            </Button>
          </AskFirst>
        ) : null}
      </div>
      <SheetCounts sheets={report.sheets} />
    </section>
  );
}

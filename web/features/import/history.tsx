import { App, Button } from 'antd';
import { useMutation } from 'urql';
import { type ImportRowFragment, UndoImportDocument } from '../../graphql/generated/graphql.ts';
import { whyNot } from '../../ui/act.ts';
import { AskFirst } from '../../ui/ask-first.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { summed } from './summed.ts';

/** What was imported before, newest first; the newest that stands can be taken back here too. */
export function History({ imports }: { readonly imports: readonly ImportRowFragment[] }) {
  const { t, language } = useWords();
  const { message } = App.useApp();
  const [{ fetching }, undo] = useMutation(UndoImportDocument);
  const takeBack = async (importId: string) => {
    const why = whyNot(await undo({ importId }), {
      network: t('failure.network'),
      unknown: t('failure.unknown'),
    });
    if (why === undefined) message.success(t('import.undone'));
    else message.error(why);
  };
  const columns: readonly Column<ImportRowFragment>[] = [
    { key: 'file', title: t('import.file'), cell: ({ fileName }) => fileName },
    { key: 'at', title: t('import.at'), cell: ({ importedAt }) => instant(importedAt, language) },
    { key: 'by', title: t('import.by'), cell: ({ importedBy }) => importedBy?.name ?? t('import.system') },
    {
      key: 'added',
      title: t('import.added'),
      end: true,
      cell: ({ sheets }) => count(summed(sheets).added, language),
    },
    {
      key: 'changed',
      title: t('import.changed'),
      end: true,
      cell: ({ sheets }) => count(summed(sheets).changed, language),
    },
    {
      key: 'state',
      title: t('import.stateLabel'),
      cell: ({ id, fileName, state }) => (
        <span className="row">
          {t(`import.state.${state}`)}
          {state === 'APPLIED' ? (
            <AskFirst
              title={t('import.undo')}
              description={t('import.undoSure')}
              onConfirm={() => takeBack(id)}
            >
              <Button
                size="small"
                type="text"
                disabled={fetching}
                aria-label={t('import.undoOf', { file: fileName })}
              >
                {t('import.undoShort')}
              </Button>
            </AskFirst>
          ) : null}
        </span>
      ),
    },
  ];
  return (
    <section className="stack">
      <h2>{t('import.history')}</h2>
      {imports.length === 0 ? (
        <p className="quiet">{t('import.historyEmpty')}</p>
      ) : (
        <DataTable caption={t('import.history')} columns={columns} rows={imports} rowKey={({ id }) => id} />
      )}
    </section>
  );
}

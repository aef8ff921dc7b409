import { useId } from 'react';
import {
  AttachEvidenceDocument,
  type RectificationDetailsFragment,
} from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { count, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { StepProps } from './assign-form.tsx';

type Evidence = RectificationDetailsFragment['evidence'][number];

/** Files that show it mended; whoever may adds one by choosing it. */
export function EvidenceList({
  item,
  onChanged,
  onReadAgain,
  mayAdd,
}: StepProps & { readonly mayAdd: boolean }) {
  const { t, language } = useWords();
  const columns: readonly Column<Evidence>[] = [
    { key: 'name', title: t('rectification.file'), cell: ({ fileName }) => fileName },
    {
      key: 'size',
      title: t('rectification.size'),
      end: true,
      cell: ({ size }) => `${count(Math.ceil(size / 1024), language)} KB`,
    },
    {
      key: 'by',
      title: t('rectification.added'),
      cell: ({ uploadedBy, uploadedAt }) =>
        `${uploadedBy?.name ?? t('unknown')} ${instant(uploadedAt, language)}`,
    },
    {
      key: 'get',
      title: t('rectification.get'),
      cell: ({ path }) => <DownloadButton path={path}>{t('rectification.get')}</DownloadButton>,
    },
  ];
  return (
    <section className="stack">
      <h2 className="sub">{t('rectification.evidence')}</h2>
      {item.evidence.length === 0 ? (
        <p className="quiet">{t('rectification.noEvidence')}</p>
      ) : (
        <DataTable
          caption={t('rectification.evidence')}
          columns={columns}
          rows={item.evidence}
          rowKey={({ id }) => id}
        />
      )}
      {mayAdd ? <AddEvidence item={item} onChanged={onChanged} onReadAgain={onReadAgain} /> : null}
    </section>
  );
}

function AddEvidence({ item, onChanged, onReadAgain }: StepProps) {
  const { t } = useWords();
  const id = useId();
  const { act, fetching, notDone } = useAct(AttachEvidenceDocument);
  const add = async (file: File) => {
    if (await act({ id: item.id, version: item.version, file })) onChanged();
  };
  return (
    <div className="file-field">
      <input
        id={id}
        className="unseen"
        type="file"
        accept=".pdf,.png,.jpg,.jpeg,.docx,.xlsx"
        disabled={fetching}
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file) void add(file);
          // Or choosing the same file again, mended meanwhile, would not count as a change.
          target.value = '';
        }}
      />
      <label htmlFor={id}>{t(fetching ? 'rectification.adding' : 'rectification.addEvidence')}</label>
      <p className="quiet small">{t('rectification.evidenceText')}</p>
      <NotDone why={notDone} onReadAgain={onReadAgain} />
    </div>
  );
}

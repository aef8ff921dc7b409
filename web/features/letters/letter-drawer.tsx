import { Alert, App, Button, Drawer } from 'antd';
import { useState } from 'react';
import {
  LetterPaperDocument,
  type LetterPaperQuery,
  VoidLetterDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { day, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';
import { Paper } from './paper.tsx';

interface Props {
  readonly letterId: string | undefined;
  readonly onClose: () => void;
  readonly onOpen: (letterId: string) => void;
}

type Letter = Extract<NonNullable<LetterPaperQuery['node']>, { readonly __typename: 'Letter' }>;

/** One paper as it was issued: what it says, whether it counts, its files, and the way to make it void. */
export function LetterDrawer({ letterId, onClose, onOpen }: Props) {
  const { t } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: LetterPaperDocument,
    variables: { id: letterId ?? '' },
    pause: letterId === undefined,
  });
  const letter = data?.node?.__typename === 'Letter' && data.node.id === letterId ? data.node : undefined;
  return (
    <Drawer
      open={letterId !== undefined}
      onClose={onClose}
      title={letter?.reference ?? t('loading')}
      size={640}
      mask={false}
      destroyOnHidden
    >
      {letter ? (
        <Details key={letter.id} letter={letter} again={again} onOpen={onOpen} />
      ) : error ? (
        <Failure error={error} onRetry={again} />
      ) : fetching ? (
        <Loading />
      ) : (
        <p className="quiet">{t('notFound.text')}</p>
      )}
    </Drawer>
  );
}

interface DetailsProps {
  readonly letter: Letter;
  readonly again: () => void;
  readonly onOpen: (letterId: string) => void;
}

function Details({ letter, again, onOpen }: DetailsProps) {
  const { t, language } = useWords();
  const [voiding, setVoiding] = useState(false);
  const { kind, standing, datedOn, pdfPath, docxPath, xlsxPath, replaces, replacedBy } = letter;
  return (
    <div className="stack">
      <div className="row no-print">
        <DownloadButton path={pdfPath}>{t('letters.file.pdf')}</DownloadButton>
        <DownloadButton path={docxPath}>{t('letters.file.docx')}</DownloadButton>
        {xlsxPath ? <DownloadButton path={xlsxPath}>{t('letters.file.xlsx')}</DownloadButton> : null}
        {standing === 'VOID' ? null : (
          <Button danger onClick={() => setVoiding(true)}>
            {t('letters.void.do')}
          </Button>
        )}
      </div>
      {standing === 'VOID' ? (
        <Alert
          type="warning"
          showIcon
          title={t('letters.void.told', {
            by: letter.voidedBy?.name ?? t('unknown'),
            at: letter.voidedAt ? instant(letter.voidedAt, language) : '—',
            reason: letter.voidReason ?? '—',
          })}
        />
      ) : standing === 'DATED_AHEAD' ? (
        <Alert type="info" showIcon title={t('letters.ahead', { day: day(datedOn, language) })} />
      ) : null}
      <p className="quiet small">
        {t(`letters.kind.${kind}`)} ·{' '}
        {letter.templateVersion === 0
          ? t('letters.shipped')
          : t('letters.templateVersion', { version: letter.templateVersion })}
        {replaces ? (
          <>
            {' · '}
            <button type="button" className="link" onClick={() => onOpen(replaces.id)}>
              {t('letters.replaces', { reference: replaces.reference })}
            </button>
          </>
        ) : null}
        {replacedBy ? (
          <>
            {' · '}
            <button type="button" className="link" onClick={() => onOpen(replacedBy.id)}>
              {t('letters.replacedBy', { reference: replacedBy.reference })}
            </button>
          </>
        ) : null}
      </p>
      <Paper blocks={letter.blocks} list={letter.list ?? null} />
      {letter.missingGlyphs.length > 0 ? (
        <Alert
          type="warning"
          showIcon
          title={t('letters.missing', { codes: letter.missingGlyphs.join(t('comma')) })}
        />
      ) : null}
      {voiding ? <VoidDialog letter={letter} onClose={() => setVoiding(false)} again={again} /> : null}
    </div>
  );
}

function VoidDialog({
  letter,
  onClose,
  again,
}: {
  readonly letter: Letter;
  readonly onClose: () => void;
  readonly again: () => void;
}) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone } = useAct(VoidLetterDocument);
  return (
    <ActDialog
      title={t('letters.void.do')}
      effect={t('letters.void.effect', { reference: letter.reference })}
      doIt={t('letters.void.do')}
      danger
      fields={[
        { key: 'reason', kind: 'long', label: t('letters.void.reason'), needed: true, maxLength: 500 },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ reason = '' }) => {
        if (!(await act({ id: letter.id, version: letter.version, reason }))) return;
        message.success(t('letters.void.done'));
        onClose();
        again();
      }}
      onClose={onClose}
      onReadAgain={again}
    />
  );
}

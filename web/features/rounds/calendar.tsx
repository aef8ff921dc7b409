import { App, Button } from 'antd';
import { useState } from 'react';
import {
  SetRoundWindowDocument,
  type WindowKind,
  type WindowStanding,
} from '../../graphql/generated/graphql.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { useAct } from '../../ui/use-act.ts';
import { useNewest } from '../../ui/use-newest.ts';
import type { Round } from './round-page.tsx';

interface Props {
  readonly round: Round;
  readonly mayEdit: boolean;
  readonly again: () => void;
}

const kinds: readonly WindowKind[] = [
  'REGISTRY_CHECK',
  'REQUESTS',
  'WISHES',
  'POINTS_FROZEN',
  'PLAN',
  'PROVISIONAL_LIST',
  'OBJECTIONS',
  'FINAL',
  'ORDERS',
  'REPORT_FOR_DUTY',
];

interface Line {
  readonly kind: WindowKind;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
  /** Undefined: it is not set. */
  readonly standing?: WindowStanding;
}

/** The round's windows in the order of a year; a click sets one. */
export function Calendar({ round, mayEdit, again }: Props) {
  const { t, language } = useWords();
  const [setting, setSetting] = useState<Line>();
  const [version, answered] = useNewest(round.version);
  const lines = kinds.map((kind): Line => round.windows.find((known) => known.kind === kind) ?? { kind });
  const columns: readonly Column<Line>[] = [
    { key: 'kind', title: t('round.window'), cell: ({ kind }) => t(`round.windows.${kind}`) },
    { key: 'from', title: t('round.windowFrom'), cell: ({ from }) => (from ? day(from, language) : '—') },
    {
      key: 'until',
      title: t('round.windowUntil'),
      cell: ({ until }) => (until ? day(until, language) : '—'),
    },
    {
      key: 'state',
      title: t('round.windowState'),
      cell: ({ standing }) => (
        <span className={standing === 'OPEN' ? 'strong' : 'quiet'}>
          {t(`round.windowNow.${standing ?? 'NONE'}`)}
        </span>
      ),
    },
    ...(mayEdit
      ? [
          {
            key: 'set',
            title: t('round.setWindow'),
            cell: (line: Line) => (
              <Button
                size="small"
                aria-label={t('round.setWindowOf', { window: t(`round.windows.${line.kind}`) })}
                onClick={() => setSetting(line)}
              >
                {t('round.setWindow')}
              </Button>
            ),
          },
        ]
      : []),
  ];
  const open = lines.filter(({ standing }) => standing === 'OPEN');
  return (
    <details className="panel">
      <summary>
        <h2>{t('round.calendar')}</h2>{' '}
        <span className="quiet small">
          {open.length > 0
            ? open
                .map(({ kind, until = '' }) =>
                  t('round.openUntil', { window: t(`round.windows.${kind}`), day: day(until, language) }),
                )
                .join(t('comma'))
            : t('round.calendarOpen')}
        </span>
      </summary>
      <DataTable caption={t('round.calendar')} columns={columns} rows={lines} rowKey={({ kind }) => kind} />
      {setting ? (
        <WindowDialog
          key={setting.kind}
          roundId={round.id}
          version={version}
          line={setting}
          onSet={answered}
          onClose={() => setSetting(undefined)}
          again={again}
        />
      ) : null}
    </details>
  );
}

interface DialogProps {
  readonly roundId: string;
  readonly version: number;
  readonly line: Line;
  /** It was set; the version since. */
  readonly onSet: (version: number) => void;
  readonly onClose: () => void;
  readonly again: () => void;
}

function WindowDialog({ roundId, version, line, onSet, onClose, again }: DialogProps) {
  const { t } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone } = useAct(SetRoundWindowDocument);
  const window = t(`round.windows.${line.kind}`);
  return (
    <ActDialog
      title={t('round.setWindowOf', { window })}
      effect={t('round.setWindowEffect', { window })}
      doIt={t('round.setWindow')}
      fields={[
        { key: 'from', kind: 'date', label: t('round.windowFrom'), initial: line.from ?? '', needed: true },
        {
          key: 'until',
          kind: 'date',
          label: t('round.windowUntil'),
          initial: line.until ?? '',
          needed: true,
        },
        { key: 'reason', kind: 'long', label: t('round.reasonOptional'), maxLength: 500 },
      ]}
      busy={fetching}
      notDone={notDone}
      onDo={async ({ from = '', until = '', reason }) => {
        const done = await act({
          id: roundId,
          version,
          window: { kind: line.kind, from, until },
          reason: reason || null,
        });
        if (!done) return;
        if (done.setRoundWindow.__typename === 'Round') onSet(done.setRoundWindow.version);
        message.success(t('round.windowSet'));
        onClose();
        again();
      }}
      onClose={onClose}
      onReadAgain={again}
    />
  );
}

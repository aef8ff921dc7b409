import { Alert, Button, Drawer } from 'antd';
import { useState } from 'react';
import { ChangeScenarioDocument, CreateScenarioDocument } from '../../graphql/generated/graphql.ts';
import { useRoundPins } from '../../graphql/use-round-pins.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useAct } from '../../ui/use-act.ts';
import { BudgetField } from './budget-field.tsx';
import { type Draft, draftOf, inputOf, type Round, type Scenario, Unknown } from './draft.ts';
import { PinsField } from './pins-field.tsx';
import { RequestsField } from './requests-field.tsx';
import { RulesField } from './rules-field.tsx';
import { useIds } from './use-ids.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly round: Round;
  /** Id of a scenario, or `new`; undefined: closed. */
  readonly edit: string | undefined;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

/** Writes a scenario down, or changes one: only what differs from the round is kept. */
export function ScenarioDrawer({ edit, ...rest }: Props) {
  const { t } = useWords();
  const scenario = rest.round.scenarios.find(({ id }) => id === edit);
  return (
    <Drawer
      open={edit === 'new' || scenario !== undefined}
      onClose={rest.onClose}
      title={scenario ? scenario.name : t('scenarios.new')}
      size={760}
      destroyOnHidden
    >
      <Form key={scenario?.id ?? 'new'} scenario={scenario} {...rest} />
    </Drawer>
  );
}

function Form({
  county,
  round,
  scenario,
  onDone,
  onClose,
}: Omit<Props, 'edit'> & { scenario: Scenario | undefined }) {
  const { t } = useWords();
  const [name, setName] = useState(scenario?.name ?? '');
  const [note, setNote] = useState(scenario?.note ?? '');
  const [like, setLike] = useState<string>();
  const [draft, setDraft] = useState<Draft>(draftOf(scenario?.assumptions));
  const patch = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { pins: pinned } = useRoundPins(round.id);
  const ids = useIds(county, pinned, draft);
  const save = useSave({ round, scenario, name, note, draft, idsOf: ids.read });
  const saveAndClose = async () => {
    if (!(await save.act())) return;
    onDone();
    onClose();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void saveAndClose();
      }}
    >
      <div className="row-end">
        <TextField label={t('scenarios.name')} value={name} onChange={setName} maxLength={60} />
        {scenario ? null : (
          <SelectField
            label={t('scenarios.like')}
            none={t('scenarios.likeRound')}
            value={like}
            choices={round.scenarios.map(({ id, name: other }) => ({ value: id, label: other }))}
            onChange={(id) => {
              setLike(id);
              setDraft(draftOf(round.scenarios.find((one) => one.id === id)?.assumptions));
            }}
          />
        )}
      </div>
      <TextField long label={t('scenarios.note')} value={note} onChange={setNote} maxLength={1000} />
      <BudgetField round={round} draft={draft} onPatch={patch} />
      <RulesField round={round} draft={draft} onPatch={patch} />
      <RequestsField requests={ids.requests} roundId={round.id} draft={draft} onPatch={patch} />
      <PinsField county={county} pinned={pinned} draft={draft} onPatch={patch} onFound={ids.remember} />
      {save.unknown === undefined ? null : (
        <Alert type="error" showIcon title={t('scenarios.unknown', { key: save.unknown })} />
      )}
      <NotDone why={save.notDone} onReadAgain={onDone} />
      <div className="row">
        <Button type="primary" htmlType="submit" loading={save.fetching} disabled={name.trim() === ''}>
          {t('scenarios.save')}
        </Button>
        <Button onClick={onClose}>{t('scenarios.cancel')}</Button>
      </div>
    </form>
  );
}

interface SaveOf {
  readonly round: Round;
  readonly scenario: Scenario | undefined;
  readonly name: string;
  readonly note: string;
  readonly draft: Draft;
  readonly idsOf: () => Promise<Parameters<typeof inputOf>[1]>;
}

/** Writes it down, or changes what is written. */
function useSave({ round, scenario, name, note, draft, idsOf }: SaveOf) {
  const create = useAct(CreateScenarioDocument);
  const change = useAct(ChangeScenarioDocument);
  const [unknown, setUnknown] = useState<string>();
  const written = { name, note: note.trim() || null };
  const act = async () => {
    setUnknown(undefined);
    try {
      const assumptions = inputOf(draft, await idsOf());
      return scenario
        ? await change.act({ ...written, scenario: scenario.id, version: scenario.version, assumptions })
        : await create.act({ ...written, round: round.id, assumptions });
    } catch (error) {
      if (!(error instanceof Unknown)) throw error;
      setUnknown(error.key);
      return undefined;
    }
  };
  return {
    act,
    unknown,
    fetching: create.fetching || change.fetching,
    notDone: create.notDone ?? change.notDone,
  };
}

import { Button, Modal } from 'antd';
import { useState } from 'react';
import {
  FixByScenarioDocument,
  type PlanHeadFragment,
  type RuleAssumption,
  SolveRemedyDocument,
} from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';
import { NotDone } from '../../ui/not-done.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useActs } from '../../ui/use-act.ts';

type Found = NonNullable<PlanHeadFragment['diagnosis']>;
type Relaxation = Found['relaxations'][number];

interface Props {
  readonly relaxation: Relaxation;
  readonly roundId: string;
  readonly onSolve: (solveId: string) => void;
}

/**
 * Takes up what could be given up: as a scenario of the round, solved at once. The round itself stays as it is until somebody
 * makes the scenario its own.
 */
export function FixButtons({ relaxation, roundId, onSolve }: Props) {
  const { t, say } = useWords();
  const { act, solved, fetching, notDone } = useActs();
  const [asked, setAsked] = useState(false);
  const [name, setName] = useState('');
  const [decision, setDecision] = useState('');
  // Its name is taken from then on: whoever tries again goes on from here.
  const [kept, setKept] = useState<{ readonly id: string; readonly name: string }>();
  const { accepts, rules: broken, waives, words } = relaxation;
  const figures = accepts.length > 0;
  const freed = waives.flatMap((waived) => waived.freed?.id ?? []);
  // Of pins no decision is wanted: in the scenario they do not count.
  const rules = broken.filter((rule) => rule !== 'pins');
  const decides = !figures && rules.length > 0;

  const write = async () => {
    const written = await act(FixByScenarioDocument, {
      round: roundId,
      name: name.trim(),
      note: say(words).slice(0, 1_000),
      assumptions: { rules: figures ? withFigures(accepts) : relaxed(rules, decision), freed },
    });
    const scenario = written?.createScenario;
    if (scenario?.__typename !== 'Scenario') return undefined;
    setKept({ id: scenario.id, name: name.trim() });
    return scenario.id;
  };
  const solve = async () => {
    const scenario = kept?.id ?? (await write());
    if (scenario === undefined) return;
    const started = await solved(SolveRemedyDocument, { round: roundId, scenario });
    if (started !== undefined) onSolve(started);
  };

  return (
    <>
      <Button size="small" onClick={() => setAsked(true)}>
        {t(figures ? 'fix.figures' : decides ? 'fix.decision' : 'fix.freed')}
      </Button>
      <Modal
        open={asked}
        title={t('fix.title')}
        okText={t(kept ? 'fix.solveKept' : 'fix.solve')}
        cancelText={t('cancel')}
        okButtonProps={{ disabled: !kept && (name.trim() === '' || (decides && decision.trim() === '')) }}
        confirmLoading={fetching}
        onOk={() => void solve()}
        onCancel={() => setAsked(false)}
        destroyOnHidden
      >
        <div className="stack">
          <p>{say(words)}</p>
          <p className="quiet small">{kept ? t('fix.kept', { name: kept.name }) : t('fix.text')}</p>
          <NotDone why={notDone} />
          {kept ? null : (
            <TextField
              label={t('fix.name')}
              rows={1}
              maxLength={60}
              required
              value={name}
              onChange={setName}
            />
          )}
          {!decides || kept ? null : (
            <TextField
              label={t('fix.decisionText')}
              rows={2}
              required
              value={decision}
              onChange={setDecision}
              help={t('fix.decisionHelp')}
            />
          )}
        </div>
      </Modal>
    </>
  );
}

/** The figures to set instead, one entry a rule. */
function withFigures(accepts: Relaxation['accepts']): RuleAssumption[] {
  const rules = new Map<string, Record<string, number>>();
  for (const { rule, figure, reached } of accepts) rules.set(rule, { ...rules.get(rule), [figure]: reached });
  return [...rules].map(([rule, figures]) => ({ rule, figures }));
}

const relaxed = (rules: readonly string[], decision: string): RuleAssumption[] =>
  rules.map((rule) => ({ rule, relaxed: decision.trim() }));

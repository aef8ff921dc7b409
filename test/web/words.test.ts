import { buildSchema, isEnumType } from 'graphql';
import { describe, expect, test } from 'vitest';
import schemaText from '../../schema/schema.graphql?raw';
import { en } from '../../web/ui/words/en.ts';
import { zhCn } from '../../web/ui/words/zh-cn.ts';

const schema = buildSchema(schemaText);

/** Every sentence by its key, as `plan.tab.moves`. */
function sentences(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]: [string, unknown]) =>
    typeof value === 'object' && value !== null
      ? sentences(value, `${path}${key}.`)
      : [[`${path}${key}`, String(value)]],
  );
}

const chinese = new Map(sentences(zhCn));
const english = new Map(sentences(en));

const placeholders = (text: string | undefined) =>
  [...(text ?? '').matchAll(/\{\{\w+\}\}/g)].map(String).sort();

test('both languages say the same things', () =>
  expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort()));

test('no sentence is empty', () =>
  expect([...chinese, ...english].filter(([, text]) => text.trim() === '' && text !== ', ')).toEqual([]));

test('a sentence takes the same figures in both languages', () =>
  expect(
    [...chinese].filter(([key, text]) => `${placeholders(text)}` !== `${placeholders(english.get(key))}`),
  ).toEqual([]));

test('no English sentence was left in the Chinese words, and no Chinese one in the English', () => {
  const names = ['HiGHS', 'javascript-lp-solver', 'PDF', 'Word', 'Excel'];
  expect(
    [...chinese].filter(([, text]) => !/[\p{Script=Han}、；：·{!]/u.test(text) && !names.includes(text)),
  ).toEqual([]);
  expect([...english].filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([]);
});

describe('every value the API may answer has words', () => {
  const worded: Record<string, object> = {
    Role: zhCn.role,
    Stage: zhCn.stage,
    Place: zhCn.place,
    Backbone: zhCn.backbone,
    Title: zhCn.teacherTitle,
    CadreRole: zhCn.cadreRole,
    MoveForm: zhCn.moveForm,
    RoundState: zhCn.rounds.state,
    SolveState: zhCn.solve.state,
    Engine: zhCn.round.engineName,
    PlanStatus: zhCn.plan.status,
    PlanState: zhCn.plan.state,
    Outcome: zhCn.plan.outcome,
    FindingLevel: zhCn.plan.level,
    RuleLevel: zhCn.plan.ruleLevel,
    GoalSense: zhCn.plan.sense,
    PinKind: zhCn.plan.pinned,
    ClashExtent: zhCn.plan.extent,
    FairnessKind: zhCn.fairness.kind,
    PlanActName: { EDIT: {}, UNDO: {}, SOLVE_AROUND: {}, ...zhCn.planActs.do },
    DecisionFor: zhCn.planActs.allows,
    ObjectionState: zhCn.objections.state,
    BalanceStandard: zhCn.planIndicators.standard,
    RecruitKind: zhCn.recruits.kind,
    RecruitState: zhCn.recruits.state,
    RecruitStep: zhCn.recruits.act,
    PlacementOutcome: zhCn.recruits.inPlan,
    ImportState: zhCn.import.state,
    ChangeKind: zhCn.import.change,
  };
  test.each(Object.entries(worded))('%s', (name, texts) => {
    const type = schema.getType(name);
    const values = isEnumType(type) ? type.getValues().map((value) => value.name) : [];
    expect(Object.keys(texts).sort()).toEqual(values.sort());
  });
});

import { idOf } from '../../schema/ids.ts';
import type { Act } from './officer.ts';

const refusal = '... on Refusal { code message }';

/** The small act: a round of a name that no other has. */
export const openRound = (countyId: string, name: string): Act => ({
  document: `mutation ($input: OpenRoundInput!) { done: openRound(input: $input) { __typename ... on Round { id } ${refusal} } }`,
  variables: {
    input: { countyId: idOf('County', countyId), name, schoolYear: 2026, effective: '2026-09-01' },
  },
});

export const importFile = (countyId: string, file: File): Act => ({
  document: `mutation ($id: ID!, $file: File!) { done: importWorkbook(countyId: $id, file: $file) {
    __typename ... on ImportReport { import { id } faultCount sheets { added changed } } ${refusal} } }`,
  variables: { id: idOf('County', countyId) },
  file,
});

export const startSolve = (roundId: string): Act => ({
  document: `mutation ($id: ID!) { done: startSolve(roundId: $id, engine: HIGHS) { __typename ... on Solve { id } ${refusal} } }`,
  variables: { id: idOf('Round', roundId) },
});

export const cancelSolve = (solveId: string): Act => ({
  document: `mutation ($id: ID!) { done: cancelSolve(solveId: $id) { __typename ... on Solve { id state } ${refusal} } }`,
  variables: { id: solveId },
});

/** What became of a solve, by the id the API gave. */
export const askSolve = (solveId: string): Act => ({
  document: `query ($id: ID!) { done: node(id: $id) { __typename ... on Solve { state plan { id } startedAt endedAt progress { failure } } } }`,
  variables: { id: solveId },
});

const stepOfPlan =
  (field: string, members: string) =>
  (planId: string, version: number): Act => ({
    document: `mutation ($id: ID!, $version: Int!) { done: ${field}(planId: $id, version: $version) { __typename ${members} ${refusal} } }`,
    variables: { id: planId, version },
  });

export const submitPlan = stepOfPlan('submitPlan', '... on Plan { id version }');
export const approvePlan = stepOfPlan('approvePlan', '... on Plan { id version }');
export const publishPlan = stepOfPlan('publishPlan', '... on PlanPublished { plan { id state } }');

/** Another name for a teacher, by who has read `version`. */
export const renameTeacher = (teacherId: string, version: number, name: string): Act => ({
  document: `mutation ($id: ID!, $version: Int!, $values: [RecordValueInput!]!) {
    done: changeTeacher(teacherId: $id, version: $version, values: $values, reason: "Misspelt.") { __typename ... on Teacher { id version name } ${refusal} } }`,
  variables: { id: idOf('Teacher', teacherId), version, values: [{ column: 'name', value: name }] },
});

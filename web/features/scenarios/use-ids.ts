import { useCallback, useRef } from 'react';
import { useClient } from 'urql';
import {
  FindSectionsDocument,
  FindTeachersDocument,
  type RoundPinFragment,
  ScenarioRequestsDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import type { Draft, Ids } from './draft.ts';

/** Finds the ids that the API wants for the keys that a scenario goes by. */
export function useIds(county: string, pinned: readonly RoundPinFragment[], draft: Draft) {
  const client = useClient();
  const { data } = useLiveQuery({ query: ScenarioRequestsDocument, variables: { county } });
  const requests = data?.county?.requests.nodes ?? [];
  const met = useRef(new Map<string, string>());
  const remember = useCallback((staffNumber: string, id: string) => met.current.set(staffNumber, id), []);

  const teacherOf = async (staffNumber: string) => {
    const known =
      met.current.get(staffNumber) ??
      pinned.find(({ teacher }) => teacher.staffNumber === staffNumber)?.teacher.id;
    if (known !== undefined) return known;
    const found = await client.query(FindTeachersDocument, { county, search: staffNumber }).toPromise();
    return found.data?.county?.teachers.nodes.find((one) => one.staffNumber === staffNumber)?.id;
  };
  const sections = async () => {
    const found = new Map<string, string>();
    for (let after: string | null = null, more = true; more; ) {
      const page: Awaited<ReturnType<typeof readSections>> = await readSections(after);
      for (const { id, stage, school } of page?.nodes ?? [])
        found.set(`${school.code}:${stage.toLowerCase()}`, id);
      after = page?.pageInfo.endCursor ?? null;
      more = page?.pageInfo.hasNextPage ?? false;
    }
    return found;
  };
  const readSections = async (after: string | null) =>
    (await client.query(FindSectionsDocument, { county, after }).toPromise()).data?.county?.sections;

  const read = async (): Promise<Ids> => {
    const { freed, pins, moreRequests } = draft;
    const teachers = new Map<string, string>();
    for (const key of new Set([...freed, ...pins.map(({ teacher }) => teacher)])) {
      const id = await teacherOf(key);
      if (id !== undefined) teachers.set(key, id);
    }
    const named = moreRequests.length > 0 || pins.some(({ section }) => section !== undefined);
    return {
      teachers,
      sections: named ? await sections() : new Map(),
      requests: new Map(requests.map(({ number, id }) => [number, id])),
    };
  };
  return { requests, remember, read };
}

import { useSearch } from '@tanstack/react-router';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { useClient } from 'urql';
import { SignInAgain } from '../features/sign-in/sign-in-again.tsx';
import { SignInForm } from '../features/sign-in/sign-in-form.tsx';
import {
  CountiesDocument,
  type CountiesQuery,
  SessionDocument,
  type SessionQuery,
} from '../graphql/generated/graphql.ts';
import { isSessionOver, onSession, sessionGoesOn, sessionOver } from '../graphql/session-end.ts';
import { useLiveQuery } from '../graphql/use-live-query.ts';
import { LanguageSwitch } from '../ui/language-switch.tsx';
import { Failure, Loading } from '../ui/states.tsx';

type Viewer = NonNullable<SessionQuery['viewer']>;
type County = CountiesQuery['counties']['nodes'][number];

interface Login {
  readonly viewer: Viewer;
  /** By code; every one the reader may see. */
  readonly counties: readonly County[];
  /** The session has begun or ended: everything is asked anew. */
  readonly onChange: () => void;
}

const LoginContext = createContext<Login | null>(null);

interface Props {
  readonly onChange: () => void;
  readonly children: ReactNode;
}

/**
 * The pages for who has signed in, and the form for who has not; the address stays, and is where one arrives. Where the session
 * ends under a page, that page stays as it is, behind the form.
 */
export function Session({ onChange, children }: Props) {
  const session = useLiveQuery({ query: SessionDocument, variables: {} });
  const signedIn = session.data?.viewer != null;
  const known = useLiveQuery({ query: CountiesDocument, variables: {}, pause: !signedIn });
  const login = useKept(session.data?.viewer, known.data?.counties.nodes, onChange);
  const away =
    login !== null && session.data !== undefined && session.data.viewer?.email !== login.viewer.email;
  useEffect(() => {
    if (away) becomeOf(session.data?.viewer?.email);
  }, [away, session.data]);
  if (login)
    return (
      <LoginContext value={login}>
        {children}
        <Again reader={login.viewer.email} />
      </LoginContext>
    );
  const failed = session.error ? session : known.error ? known : undefined;
  return (
    <main className="doorstep">
      <div className="doorstep-tools">
        <LanguageSwitch />
      </div>
      {failed?.error ? (
        <Failure error={failed.error} onRetry={failed.again} />
      ) : session.data && !signedIn ? (
        <SignInForm onSignedIn={onChange} />
      ) : (
        <Loading />
      )}
    </main>
  );
}

/** The login as last read of who came first; nobody else takes over what they left. */
function useKept(
  viewer: Viewer | null | undefined,
  counties: readonly County[] | undefined,
  onChange: () => void,
): Login | null {
  const [kept, setKept] = useState<Login | null>(null);
  const isNew = viewer && counties && (kept?.viewer !== viewer || kept.counties !== counties);
  if (!isNew || (kept && kept.viewer.email !== viewer.email)) return kept;
  const login = { viewer, counties, onChange };
  setKept(login);
  return login;
}

/** Nobody reads: the page waits for who left it. Somebody else does: all is loaded anew, and nothing of theirs is left. */
function becomeOf(reader: string | undefined): void {
  if (reader === undefined) sessionOver();
  else window.location.assign('/');
}

/** The form over the page while its session is over. Whoever comes back to the window is asked after, too. */
function Again({ reader }: { readonly reader: string }) {
  const client = useClient();
  const over = useSyncExternalStore(onSession, isSessionOver);
  const askWho = useCallback(async () => {
    const { data } = await client.query(SessionDocument, {}, { requestPolicy: 'network-only' }).toPromise();
    if (data === undefined) return;
    if (data.viewer?.email === reader) sessionGoesOn();
    else becomeOf(data.viewer?.email);
  }, [client, reader]);
  useEffect(() => {
    const look = () => void askWho();
    window.addEventListener('focus', look);
    return () => window.removeEventListener('focus', look);
  }, [askWho]);
  return over ? <SignInAgain email={reader} onSignedIn={() => void askWho()} /> : null;
}

/** Who reads, in which county, and what that opens; the pages show no more than the API would answer anyway. */
export function useReader() {
  const login = useContext(LoginContext);
  if (!login) throw new Error('A page was shown to nobody.');
  const { county: code } = useSearch({ strict: false });
  const county = countyOf(login.counties, code);
  return { ...login, county, ...reachOf(login.viewer.grants, county) };
}

/** The county an address names; where it names none that the reader may see, the first. */
export const countyOf = <One extends { readonly code: string }>(
  counties: readonly One[],
  code: string | null | undefined,
): One | undefined => counties.find((known) => known.code === code) ?? counties[0];

function reachOf(grants: Viewer['grants'], county: County | undefined) {
  const here = grants.filter(
    ({ province, county: own, school, teacher }) =>
      county !== undefined &&
      (province?.id === county.province.id ||
        own?.id === county.id ||
        school?.county.id === county.id ||
        teacher?.county.id === county.id),
  );
  const kept = here.filter(({ administrator }) => administrator);
  const has = (...roles: readonly Viewer['grants'][number]['role'][]) =>
    here.some(({ role }) => roles.includes(role));
  return {
    roles: [...new Set(grants.map(({ role }) => role))],
    /** May import, open rounds, solve and pin. */
    mayEdit: has('HR_OFFICER'),
    /** Closes what was mended, and sends back what was not. */
    mayClose: has('INSPECTOR', 'PROVINCE_OFFICER'),
    readsCounty: has('HR_OFFICER', 'INSPECTOR', 'PROVINCE_OFFICER'),
    /** Of what the reader keeps the accounts; undefined: of nothing. */
    keeps:
      kept.length === 0
        ? undefined
        : {
            county: kept.some(({ role }) => role === 'HR_OFFICER'),
            province: kept.some(({ role }) => role === 'PROVINCE_OFFICER'),
          },
    /** The school headed; undefined: none. */
    school: here.find(({ role }) => role === 'PRINCIPAL')?.school ?? undefined,
    /** The reader's own record; undefined: is no teacher. */
    teacherId: here.find(({ role }) => role === 'TEACHER')?.teacher?.id,
  };
}

import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { Suspense, useId, useSyncExternalStore } from 'react';
import { useMutation } from 'urql';
import { connection, onConnection } from '../graphql/connection.ts';
import { SignOutDocument } from '../graphql/generated/graphql.ts';
import { useDark } from '../ui/dark.ts';
import { useWords } from '../ui/language.ts';
import { LanguageSwitch } from '../ui/language-switch.tsx';
import { Loading } from '../ui/states.tsx';
import { useReader } from './session.tsx';

/** What stands around every page: where one is, where one may go, who one is. */
export function Shell() {
  const { t } = useWords();
  const { counties, county, school, mayEdit, readsCounty, teacherId } = useReader();
  const { pathname } = useLocation();
  const inRounds = /^\/(plans\/|compare)/.test(pathname);
  return (
    <>
      <a className="skip-link" href="#content">
        {t('skip')}
      </a>
      <header className="frame-head">
        <Link to="/" className="brand">
          <img src="/icon.svg" alt="" />
          {t('name')}
        </Link>
        {counties.length > 1 ? (
          <CountyChoice />
        ) : (
          <span className="place quiet">{school?.name ?? county?.name}</span>
        )}
        <nav className="frame-nav" aria-label={t('menu')}>
          {teacherId === undefined ? null : <Link to="/me">{t('nav.me')}</Link>}
          {readsCounty || school ? <Link to="/gaps">{t('nav.gaps')}</Link> : null}
          {mayEdit ? <Link to="/import">{t('nav.import')}</Link> : null}
          {readsCounty || school ? (
            <Link to="/rounds" {...(inRounds ? { 'aria-current': true } : {})}>
              {t('nav.rounds')}
            </Link>
          ) : null}
        </nav>
        <Tools />
      </header>
      <ConnectionNotice />
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}

function Tools() {
  const { t } = useWords();
  const { viewer, roles, onChange } = useReader();
  const { dark, chooseDark } = useDark();
  const [{ fetching }, signOut] = useMutation(SignOutDocument);
  const leave = async () => {
    const { error } = await signOut({});
    if (!error) onChange();
  };
  return (
    <div className="frame-tools">
      <LanguageSwitch />
      <Button
        type="text"
        onClick={() => chooseDark(!dark)}
        aria-label={dark ? t('light') : t('dark')}
        title={dark ? t('light') : t('dark')}
      >
        <span aria-hidden="true">{dark ? '☀' : '☾'}</span>
      </Button>
      <span className="who">
        <span>{viewer.name}</span>
        <span className="quiet small">{roles.map((role) => t(`role.${role}`)).join(t('comma'))}</span>
      </span>
      <Button onClick={leave} loading={fetching}>
        {t('signIn.out')}
      </Button>
    </div>
  );
}

function CountyChoice() {
  const { t } = useWords();
  const id = useId();
  const { counties, county } = useReader();
  const navigate = useNavigate();
  return (
    <span className="row">
      <label className="unseen" htmlFor={id}>
        {t('county')}
      </label>
      <select
        id={id}
        className="native"
        value={county?.code ?? ''}
        onChange={({ target }) => void navigate({ to: '/', search: { county: target.value } })}
      >
        {counties.map(({ code, name }) => (
          <option key={code} value={code}>
            {name}
          </option>
        ))}
      </select>
    </span>
  );
}

function ConnectionNotice() {
  const { t } = useWords();
  const state = useSyncExternalStore(onConnection, connection);
  return (
    <div role="status">{state === 'lost' ? <p className="connection">{t('connectionLost')}</p> : null}</div>
  );
}

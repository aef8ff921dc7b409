import { MyAccountDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { PasswordPart } from './password-part.tsx';
import { SessionsPart } from './sessions-part.tsx';
import { TokensPart } from './tokens-part.tsx';
import { TotpPart } from './totp-part.tsx';

interface Props {
  /** The session has ended. */
  readonly onSignedOut: () => void;
}

/** How the reader signs in, and where the reader is signed in. */
export function AccountPage({ onSignedOut }: Props) {
  const { t } = useWords();
  const { data, error, again } = useLiveQuery({ query: MyAccountDocument, variables: {} });
  const viewer = data?.viewer;
  return (
    <Page title={t('account.title')} lead={viewer ? `${viewer.name} · ${viewer.email}` : undefined}>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {viewer ? (
        <>
          <PasswordPart onChanged={again} />
          <TotpPart on={viewer.totp} codesLeft={viewer.recoveryCodesLeft} onChanged={again} />
          <SessionsPart sessions={viewer.sessions} onChanged={again} onSignedOut={onSignedOut} />
          <TokensPart tokens={viewer.tokens} onChanged={again} />
        </>
      ) : error ? null : (
        <Loading />
      )}
    </Page>
  );
}

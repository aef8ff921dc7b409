import { AccountPage } from '../../features/account/account-page.tsx';
import { useReader } from '../session.tsx';

export function AccountRoute() {
  const { onChange } = useReader();
  return <AccountPage onSignedOut={onChange} />;
}

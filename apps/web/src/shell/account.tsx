'use client';
import { useRouter } from 'next/navigation';
import { signOut, useMe } from '../api/session';
import { Menu, MenuItem, MenuSeparator } from '../ui/menu';
import { sidePlaces } from './places';

/** Who is signed in, and the places beside the work. */
export function AccountMenu() {
  const { me } = useMe();
  const router = useRouter();
  const label = me === undefined || me === null ? 'More' : me.kind === 'local' ? 'Local' : me.name;
  return (
    <Menu
      kind="ghost"
      label={<span className="max-w-32 truncate max-sm:max-w-16">{label}</span>}
      ariaLabel={`Account: ${label}`}
    >
      {sidePlaces.map(({ href, label: place }) => (
        <MenuItem key={href} onSelect={() => router.push(href)}>
          {place}
        </MenuItem>
      ))}
      {me?.kind === 'user' && (
        <>
          <MenuSeparator />
          <MenuItem onSelect={() => void signOut()}>Sign out</MenuItem>
        </>
      )}
    </Menu>
  );
}

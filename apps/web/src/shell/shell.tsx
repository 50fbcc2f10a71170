'use client';
import { usePathname, useRouter } from 'next/navigation';
import { lazy, Suspense, useEffect, useState, type ReactNode } from 'react';
import { LiveProvider } from '../api/live';
import { useMe } from '../api/session';
import { classNames } from '../lib/class-names';
import { useHydrated } from '../lib/use-hydrated';
import { Button } from '../ui/button';
import { Link } from '../ui/link';
import { Menu, MenuItem } from '../ui/menu';
import { ErrorNotice } from '../ui/states';
import { AccountMenu } from './account';
import { ConnectionBanner, ConnectionSign } from './connection';
import { useNotifyChoice } from './notify-choice';
import { places, sidePlaces } from './places';
import { useShortcut } from './shortcuts';
import { ThemeMenu } from './theme';
import { useTrouble } from './use-trouble';

const Palette = lazy(() => import('./palette').then(({ Palette }) => ({ default: Palette })));
const Notifications = lazy(() => import('./notifications').then(({ Notifications }) => ({ default: Notifications })));
const Help = lazy(() => import('./help').then(({ Help }) => ({ default: Help })));

/** The frame of every page: where one can go, who is there, whether what is shown is live. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const path = usePathname();
  const router = useRouter();
  const { me, error, retry } = useMe();
  const trouble = useTrouble(me, error);
  const [open, setOpen] = useState<'palette' | 'help' | null>(null);
  const [notify] = useNotifyChoice();
  const signingIn = path === '/sign-in';

  useEffect(() => {
    if (me !== null || signingIn) return;
    const here = window.location.pathname + window.location.search;
    router.replace(`/sign-in?next=${encodeURIComponent(here)}`);
  }, [me, signingIn, router]);

  useShortcut('mod+k', 'go to anything', () => setOpen('palette'));
  useShortcut('/', 'search', () => setOpen('palette'));
  useShortcut('?', 'these keys', () => setOpen('help'));
  return (
    <LiveProvider enabled={me !== null && me !== undefined}>
      <Suspense>{notify && <Notifications />}</Suspense>
      {[...places, ...sidePlaces].map((place) => (
        <PlaceKey key={place.href} {...place} />
      ))}
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded focus:bg-surface focus:px-3 focus:py-2"
      >
        Skip to content
      </a>
      <header className="sticky top-0 z-40 border-b border-rule bg-surface">
        <div className="mx-auto flex h-14 max-w-[1400px] items-center gap-1 px-3 sm:gap-3 sm:px-6">
          <Link href="/" quiet className="flex items-center gap-2 font-semibold tracking-tight">
            <Logo />
            <span className="max-sm:sr-only">Tombola</span>
          </Link>
          <PlacesMenu />
          <nav aria-label="Places" className="flex-1 max-md:hidden">
            <ul className="flex items-center gap-0.5 lg:gap-1">
              {places.slice(1).map(({ href, label }) => (
                <li key={href}>
                  <NavLink href={href} label={label} path={path} />
                </li>
              ))}
            </ul>
          </nav>
          <Button
            kind="ghost"
            aria-label="Search and commands"
            onClick={() => setOpen('palette')}
            className="max-sm:px-2"
          >
            <span aria-hidden="true">⌕</span>
            <kbd className="rounded border border-rule px-1 font-mono text-xs text-soft max-md:hidden">/</kbd>
          </Button>
          {!signingIn && <ConnectionSign />}
          <ThemeMenu />
          {!signingIn && <AccountMenu />}
        </div>
      </header>
      <ConnectionBanner />
      <main id="content" tabIndex={-1} className="outline-none">
        {trouble !== null && !signingIn ? (
          <div className="mx-auto max-w-3xl px-4 py-10">
            <ErrorNotice error={trouble} retry={retry} />
          </div>
        ) : (
          children
        )}
      </main>
      <Suspense>
        {open === 'palette' && <Palette onClose={() => setOpen(null)} />}
        {open === 'help' && <Help onClose={() => setOpen(null)} />}
      </Suspense>
    </LiveProvider>
  );
}

/** The places where there is no room for their names. */
function PlacesMenu() {
  const router = useRouter();
  return (
    <div className="flex-1 md:hidden">
      <Menu kind="ghost" label="Menu" ariaLabel="Menu of places">
        {places.map(({ href, label }) => (
          <MenuItem key={href} onSelect={() => router.push(href)}>
            {label}
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}

function PlaceKey({ href, label, keys }: { readonly href: string; readonly label: string; readonly keys: string }) {
  const router = useRouter();
  useShortcut(keys, `go to ${label}`, () => router.push(href));
  return null;
}

function NavLink({ href, label, path }: { readonly href: string; readonly label: string; readonly path: string }) {
  // Pages that are exported once for many addresses do not know where they are until the browser has them.
  const hydrated = useHydrated();
  const here = hydrated && (path === href || path.startsWith(`${href}/`));
  return (
    <Link
      href={href}
      quiet
      aria-current={here ? 'page' : undefined}
      className={classNames(
        'inline-flex min-h-9 items-center rounded-md px-2 text-sm font-medium hover:bg-sunken hover:no-underline sm:px-2.5',
        here ? 'bg-sunken text-ink' : 'text-soft',
      )}
    >
      {label}
    </Link>
  );
}

/** A drum with a winning ball. */
const Logo = () => (
  <svg aria-hidden="true" viewBox="0 0 24 24" className="size-6">
    <circle cx="12" cy="12" r="10.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
    <circle cx="8" cy="9" r="2" className="fill-edge" />
    <circle cx="14.5" cy="7.5" r="2" className="fill-edge" />
    <circle cx="9" cy="15" r="2" className="fill-edge" />
    <circle cx="15.5" cy="14.5" r="3" className="fill-accent" />
  </svg>
);

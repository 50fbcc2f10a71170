/** The places of the portal: the header, the command palette and the keys are made from this list. */
export const places = [
  { href: '/', label: 'Home', keys: 'g h' },
  { href: '/studies', label: 'Studies', keys: 'g s' },
  { href: '/launch', label: 'Launch', keys: 'g l' },
  { href: '/compare', label: 'Compare', keys: 'g c' },
  { href: '/tickets', label: 'Tickets', keys: 'g t' },
  { href: '/geometry', label: 'Geometry', keys: 'g o' },
  { href: '/models', label: 'Models', keys: 'g m' },
  { href: '/workers', label: 'Workers', keys: 'g w' },
] as const;

/** Places beside the work: in the menu of the one who is signed in. */
export const sidePlaces = [
  { href: '/settings', label: 'Settings', keys: 'g e' },
  { href: '/people', label: 'People and tokens', keys: 'g p' },
  { href: '/activity', label: 'Activity', keys: 'g a' },
] as const;

import type { Role } from '@tombola/shared';
import { Badge, type Tone } from '../ui/badge';
import { roleWords } from './roles';

const tones: Readonly<Record<Role, Tone>> = { viewer: 'neutral', editor: 'accent', admin: 'warn' };

export const RoleBadge = ({ role }: { readonly role: Role }) => (
  <Badge tone={tones[role]} title={roleWords[role]}>
    {role}
  </Badge>
);

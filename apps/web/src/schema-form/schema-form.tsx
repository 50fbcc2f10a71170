'use client';
import type { FormControl } from './control';
import { LeafField } from './leaf-field';
import { keyOf, type Resolved, type ResolvedGroup } from './resolve';
import { UnionField } from './union-field';

interface SchemaFormProps {
  readonly groups: readonly ResolvedGroup[];
  readonly control: FormControl;
}

/**
 * A form that is made from a JSON Schema: its members under their headings, unions as a choice and the members of what is
 * chosen. Nothing here knows a member by its name, so what is added to the schema is in the form.
 */
export function SchemaForm({ groups, control }: SchemaFormProps) {
  return (
    <div className="flex flex-col divide-y divide-rule">
      {groups.map((group) => (
        <GroupFields key={group.title} group={group} control={control} />
      ))}
    </div>
  );
}

function GroupFields({ group: { title, members }, control }: { group: ResolvedGroup; control: FormControl }) {
  return (
    <div className="grid gap-x-6 gap-y-3 py-4 first:pt-0 last:pb-0 lg:grid-cols-[6.5rem_minmax(0,1fr)]">
      <h3 className="text-sm font-semibold lg:pt-0.5">{title}</h3>
      <div className={grid}>
        {members.length === 1 ? (
          <Member member={members[0]!} control={control} />
        ) : (
          <Members members={members} control={control} />
        )}
      </div>
    </div>
  );
}

const grid = 'grid grid-cols-2 content-start gap-x-4 gap-y-4 xl:grid-cols-3';

/**
 * Single values first, so that they fill their rows, unless the schema begins with what has members of its own; that stands in
 * a frame, and under its name unless it has a control that has it.
 */
function Members({ members, control }: { members: readonly Resolved[]; control: FormControl }) {
  const [first] = members;
  if (first !== undefined && 'members' in first && members.length > 1)
    return (
      <>
        <Members members={[first]} control={control} />
        <Members members={members.slice(1)} control={control} />
      </>
    );
  const single = members.filter((member) => !('members' in member));
  const several = members.filter((member) => 'members' in member);
  return (
    <>
      {single.map((member) => (
        <Member key={keyOf(member.node)} member={member} control={control} />
      ))}
      {several.map((member) => (
        <div
          key={keyOf(member.node)}
          role="group"
          aria-label={`${member.node.title} options`}
          className={`${grid} col-span-full border-l-2 border-rule pl-3`}
        >
          <Member member={member} control={control} />
        </div>
      ))}
    </>
  );
}

function Member({ member, control }: { member: Resolved; control: FormControl }) {
  if (!('members' in member)) return <LeafField leaf={member} control={control} />;
  return (
    <>
      {'chosen' in member ? (
        <UnionField union={member} control={control} />
      ) : (
        <div className="col-span-full">
          <p className="text-sm font-medium">{member.node.title}</p>
          {member.node.help !== undefined && <p className="text-xs text-soft">{member.node.help}</p>}
        </div>
      )}
      <Members members={member.members} control={control} />
    </>
  );
}

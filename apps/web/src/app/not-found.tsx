import { Empty } from '../ui/states';
import { LinkButton } from '../ui/button';

export default function NotFound() {
  return (
    <Empty title="There is no such page" action={<LinkButton href="/">Go home</LinkButton>}>
      The address may be misspelt, or the page has moved.
    </Empty>
  );
}

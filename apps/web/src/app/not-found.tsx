import { LinkButton } from '../ui/button';
import { Page } from '../ui/page';

export default function NotFound() {
  return (
    <Page title="There is no such page" lead="The address may be misspelt, or the page has moved.">
      <div>
        <LinkButton href="/">Go home</LinkButton>
      </div>
    </Page>
  );
}

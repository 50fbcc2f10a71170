'use client';
import { useQuery } from '@tanstack/react-query';
import { api } from '../api/queries';
import { download } from '../lib/download';
import { MarkdownText } from '../notes/markdown-text';
import { Button } from '../ui/button';
import { CopyButton } from '../ui/copy';
import { Dialog } from '../ui/dialog';
import { ErrorNotice, Loading, Skeleton } from '../ui/states';

interface CardDialogProps {
  readonly model: string;
  /** Whose card is shown; null for none. */
  readonly version: number | null;
  readonly onClose: () => void;
}

/** The model card of a version, as it goes out with the file. */
export function CardDialog({ model, version, onClose }: CardDialogProps) {
  const { data, error, refetch } = useQuery({
    ...api.models.card.queryOptions({ model, version: version ?? 1 }),
    enabled: version !== null,
  });
  return (
    <Dialog
      open={version !== null}
      onClose={onClose}
      title={`Model card of ${model}, version ${version}`}
      wide
      footer={
        data !== undefined && (
          <>
            <CopyButton text={data.markdown} label="Copy as Markdown" />
            <Button onClick={() => download(`${model}-${version}.md`, data.markdown, 'text/markdown')}>
              Download .md
            </Button>
          </>
        )
      }
    >
      {data !== undefined ? (
        <MarkdownText source={data.markdown} />
      ) : error !== null ? (
        <ErrorNotice error={error} retry={() => void refetch()} />
      ) : (
        <Loading what="the model card">
          <Skeleton className="h-96" />
        </Loading>
      )}
    </Dialog>
  );
}

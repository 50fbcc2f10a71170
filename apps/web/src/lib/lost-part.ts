/** Whether an error is that a part of the portal's code could not be loaded, as bundlers and browsers say it. */
export function isLostPart({ name, message }: Error): boolean {
  return (
    name === 'ChunkLoadError' ||
    /failed to load chunk|loading (css )?chunk|dynamically imported module|importing a module script failed/i.test(
      message,
    )
  );
}

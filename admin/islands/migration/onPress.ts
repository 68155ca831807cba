// A press on an element of a diagram that did not drag.

export function onPress(canvas: HTMLElement, pressed: (id: string) => void): void {
  let from: { x: number; y: number } | undefined;
  canvas.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => {
    from = { x, y };
  });
  canvas.addEventListener('click', (event) => {
    const isDrag = from && Math.hypot(event.clientX - from.x, event.clientY - from.y) > 4;
    const shape = (event.target as Element).closest('[data-element-id], [data-container-id]');
    const id = shape?.getAttribute('data-element-id') ?? shape?.getAttribute('data-container-id');
    if (id && !isDrag) pressed(id.replace(/_label$/, ''));
  });
}

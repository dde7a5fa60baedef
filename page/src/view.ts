/** One of the views of the page; it stays as it is while another one is shown. */
export interface View {
  readonly element: HTMLElement;
  readonly title: string;
  /** Shows what the address asks for. The element is in the page and has its size. */
  show(query: URLSearchParams): void | Promise<void>;
}

/** The bundler puts a Markdown file's text in the place of its import. */
declare module "*.md" {
  const text: string;
  export default text;
}

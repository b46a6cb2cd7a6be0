/** Requests to try by hand while the server listens, as lines for a shell. */
export function curlLines(port: number): readonly string[] {
  const url = `http://127.0.0.1:${port}`;
  const preflight = `curl -i -X OPTIONS -H 'Origin: https://app.example.com'`;
  return [
    `listening on ${url} with the policy of examples/policy.json; stop it with Ctrl+C`,
    '',
    '# a listed origin, and one that only looks like it',
    `curl -i -H 'Origin: https://app.example.com' ${url}/api/items`,
    `curl -i -H 'Origin: https://app.example.com.evil.example' ${url}/api/items`,
    '# a preflight that passes, and one that asks for a method that is not listed',
    `${preflight} -H 'Access-Control-Request-Method: PUT' ${url}/api/items`,
    `${preflight} -H 'Access-Control-Request-Method: DELETE' ${url}/api/items`,
    '# an error of the application, readable all the same',
    `curl -i -H 'Origin: https://app.example.com' ${url}/api/broken`,
    '# a write from another site, refused',
    `curl -i -X POST -H 'Origin: https://evil.example' -H 'Sec-Fetch-Site: cross-site' ${url}/admin/users`,
    '',
  ];
}

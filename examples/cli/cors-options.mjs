// What an Express application hands to `cors()`.
export const corsOptions = {
  origin: ['https://app.example.com', /\.preview\.example\.com$/],
  credentials: true,
  exposedHeaders: 'etag',
  maxAge: 600,
};

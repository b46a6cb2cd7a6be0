import {
  type CanActivate,
  Controller,
  type ExecutionContext,
  Get,
  Header,
  Module,
  Param,
  Put,
  UnauthorizedException,
} from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';

/** Everything behind it needs a session. A preflight has no cookie, and never gets here. */
class SessionGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { headers } = context.switchToHttp().getRequest<{ headers: { cookie?: string } }>();
    if (headers.cookie === undefined) throw new UnauthorizedException('sign in first');
    return true;
  }
}

@Controller('api')
class OrdersController {
  @Get('orders')
  @Header('x-total-count', '2')
  list(): string[] {
    return ['tea', 'milk'];
  }

  @Put('orders/:id')
  update(@Param('id') id: string): { id: string } {
    return { id };
  }

  @Get('report')
  report(): string {
    throw new Error('there is no report yet');
  }
}

/** The application: it knows nothing of CORS, nor of the platform that it runs on. */
@Module({
  controllers: [OrdersController],
  providers: [{ provide: APP_GUARD, useClass: SessionGuard }],
})
export class AppModule {}

// Which variables an expression may name, for the panel's completion: computed by a library that comes when it is asked.

interface Injector {
  createChild(modules: readonly object[]): Injector;
  get(name: string): Resolver;
}

interface Resolver {
  getVariablesForElement(...asked: unknown[]): Promise<object[]>;
}

class LateVariables {
  static $inject = ['injector'];
  private readonly injector: Injector;
  private resolver: Promise<Resolver> | undefined;

  constructor(injector: Injector) {
    this.injector = injector;
  }

  async getVariablesForElement(...asked: unknown[]): Promise<object[]> {
    this.resolver ??= this.load();
    return (await this.resolver).getVariablesForElement(...asked);
  }

  private async load(): Promise<Resolver> {
    const { ZeebeVariableResolverModule } = await import('@bpmn-io/variable-resolver');
    const child = this.injector.createChild([ZeebeVariableResolverModule]);
    const { __init__ = [] } = ZeebeVariableResolverModule as { __init__?: string[] };
    for (const name of __init__) child.get(name);
    return child.get('variableResolver');
  }
}

export const lateVariables = { variableResolver: ['type', LateVariables] };

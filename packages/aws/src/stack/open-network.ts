import {
  type ISecurityGroup,
  type ISubnet,
  type IVpc,
  SecurityGroup,
  Subnet,
  Vpc,
} from 'aws-cdk-lib/aws-ec2';
import type { Construct } from 'constructs';
import type { Network } from './stack-options.ts';

/** A network in the form in which functions and builds are connected to it. */
export interface OpenNetwork {
  readonly vpc: IVpc;
  readonly vpcSubnets: { readonly subnets: ISubnet[] };
  readonly securityGroups: ISecurityGroup[];
}

/** The network as it is named. Nothing is looked up: the zones of its subnets are not known, and not needed. */
export function openNetwork(
  scope: Construct,
  { vpcId, subnetIds, securityGroupIds }: Network,
): OpenNetwork {
  return {
    vpc: Vpc.fromVpcAttributes(scope, 'Network', {
      vpcId,
      availabilityZones: subnetIds.map((_, index) => `zone-${index}`),
      privateSubnetIds: [...subnetIds],
    }),
    vpcSubnets: {
      subnets: subnetIds.map((id, index) => Subnet.fromSubnetId(scope, `Subnet${index}`, id)),
    },
    securityGroups: securityGroupIds.map((id, index) =>
      SecurityGroup.fromSecurityGroupId(scope, `SecurityGroup${index}`, id, { mutable: false }),
    ),
  };
}

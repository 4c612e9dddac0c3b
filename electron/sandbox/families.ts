/** The kinds of services the stand-in world knows, with their routes. Must not hold rules. */

export type Family = {
  /** Fixed part of the route; what follows is one encoded name. */
  family: string;
  /** Name of the route's variable, as the API's schemas spell it. */
  variable: string;
  product: string;
  plan: string;
  /** Share of the world. */
  weight: number;
};

const row = (family: string, variable: string, product: string, plan: string, weight: number): Family => ({
  family,
  variable,
  product,
  plan,
  weight,
});

/** Families with `changeContact` in OVHcloud's published API schemas. */
export const FAMILIES: readonly Family[] = [
  row('/domain', 'serviceName', 'Domain name', 'domain', 320),
  row('/domain/zone', 'zoneName', 'DNS zone', 'zone', 14),
  row('/hosting/web', 'serviceName', 'Web hosting', 'hosting-pro', 120),
  row('/hosting/privateDatabase', 'serviceName', 'Web Cloud Databases', 'private-database-512', 40),
  row('/hosting/reseller', 'serviceName', 'Web reseller', 'hosting-reseller', 4),
  row('/email/domain', 'domain', 'MX Plan', 'mxplan-5', 90),
  row('/email/pro', 'service', 'E-mail Pro', 'email-pro', 20),
  row('/vps', 'serviceName', 'VPS', 'vps-comfort', 80),
  row('/dedicated/server', 'serviceName', 'Dedicated server', '24rise01', 60),
  row('/dedicated/nasha', 'serviceName', 'NAS-HA', 'nas-ha', 6),
  row('/dedicated/ceph', 'serviceName', 'Cloud Disk Array', 'cda', 3),
  row('/dedicated/cluster', 'serviceName', 'Dedicated cluster', 'cluster', 3),
  row('/dedicatedCloud', 'serviceName', 'VMware on OVHcloud', 'premier', 5),
  row('/cloud/project', 'serviceName', 'Public Cloud project', 'project.2018', 40),
  row('/ip/service', 'serviceName', 'Additional IP', 'ip-failover', 70),
  row('/ipLoadbalancing', 'serviceName', 'OVHcloud Load Balancer', 'iplb-lb1', 8),
  row('/cdn/dedicated', 'serviceName', 'CDN Infrastructure', 'cdn-infrastructure', 3),
  row('/dbaas/logs', 'serviceName', 'Logs Data Platform', 'logs-account', 6),
  row('/metrics', 'serviceName', 'Metrics Data Platform', 'metrics', 3),
  row('/msServices', 'serviceName', 'Microsoft services', 'sharepoint', 5),
  row('/nutanix', 'serviceName', 'Nutanix on OVHcloud', 'nutanix-standard', 3),
  row('/overTheBox', 'serviceName', 'OverTheBox', 'overthebox', 6),
  row('/ovhCloudConnect', 'serviceName', 'OVHcloud Connect', 'occ-provider', 3),
  row('/pack/siptrunk', 'packName', 'Pack SIP trunk', 'siptrunk-pack', 3),
  row('/pack/xdsl', 'packName', 'Pack xDSL', 'xdsl-pack', 8),
  row('/sslGateway', 'serviceName', 'SSL Gateway', 'ssl-gateway', 5),
  row('/storage/netapp', 'serviceName', 'Enterprise File Storage', 'enterprise-file-storage', 3),
  row('/telephony', 'billingAccount', 'Telephony group', 'telephony-group', 12),
  row('/telephony/aliases', 'serviceName', 'Telephone number', 'alias', 10),
  row('/telephony/lines', 'serviceName', 'Telephone line', 'voip-line', 14),
  row('/telephony/trunks', 'serviceName', 'SIP trunk', 'trunk', 5),
  row('/vrack', 'serviceName', 'vRack', 'vrack', 10),
  row('/xdsl', 'serviceName', 'xDSL', 'xdsl', 10),
];

export function familyOf(path: string): Family {
  const found = FAMILIES.find((family) => family.family === path);
  if (!found) throw new Error(`unknown family ${path}`);
  return found;
}

//! The directory of resellers and the audiences of offers out of a workspace file.

use std::collections::BTreeMap;

use contract::audience::Audience;
use contract::audience::tenant::{TenantId, TenantSet};
use contract::workspace::{Offer, Reseller};

use super::WorkspaceError;
use crate::store::Tx;
use crate::store::audience::Stamp;
use crate::store::audience_lists::List;
use crate::store::sales::NewSale;

/// What the command line signs with.
const NOBODY: Stamp<'_> = Stamp { by: None, at: None };

impl Tx {
    /// Writes the directory; of two entries with one tenant ID the later counts.
    pub(super) async fn write_directory(&mut self, resellers: &[Reseller]) -> Result<(), WorkspaceError> {
        let mut by_id = BTreeMap::new();
        for reseller in resellers {
            let id = TenantId::parse(&reseller.tenant_id).ok_or_else(|| {
                WorkspaceError::Wrong(format!("reseller {}: {} is no tenant ID", reseller.name, reseller.tenant_id))
            })?;
            by_id.insert(id, Reseller { tenant_id: id.to_string(), ..reseller.clone() });
        }
        let resellers: Vec<Reseller> = by_id.into_values().collect();
        Ok(self.write_resellers(&resellers).await?)
    }

    /// Writes who may resell an offer and who has; an audience that is there already stays as people left it.
    pub(super) async fn write_offer_audience(
        &mut self,
        company: &str,
        pk: i64,
        offer: &Offer,
    ) -> Result<(), WorkspaceError> {
        let wrong = |text: &str| WorkspaceError::Wrong(format!("company {company}: offer {}: {text}", offer.id));
        if let Some(audience) = &offer.audience {
            if audience.live.is_some() && offer.live_since.is_none() {
                return Err(wrong("an audience is in force, but the offer is not live"));
            }
            if self.audience_heads(&[pk]).await?.is_empty() {
                self.write_list(pk, List::Draft, &audience.draft).await?;
                self.set_draft_state(pk, audience.draft.state(), NOBODY).await?;
                if let Some(live) = &audience.live {
                    self.write_list(pk, List::Live, live).await?;
                    self.set_live_state(pk, live.state(), NOBODY).await?;
                }
                if let Some(materials) = &audience.materials {
                    self.set_materials(pk, materials).await?;
                }
            }
        }
        let sellers: Vec<TenantId> = offer.resales.iter().map(|sale| sale.tenant_id).collect();
        let found = self.find_resellers(&sellers).await?;
        for sale in &offer.resales {
            let reseller = found.get(&sale.tenant_id).ok_or_else(|| wrong("sold by a reseller that nobody knows"))?;
            let at = sale.sold_at.timestamp_millis();
            self.add_sale(NewSale { offer: pk, reseller: reseller.pk, customer: &sale.customer, at }).await?;
        }
        Ok(())
    }

    async fn write_list(&mut self, pk: i64, list: List, audience: &Audience) -> Result<(), WorkspaceError> {
        if let Audience::Some(resellers) = audience {
            self.change_list(pk, list, resellers, &TenantSet::default()).await?;
        }
        Ok(())
    }
}
